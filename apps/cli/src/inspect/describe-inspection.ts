import type { CredentialReport } from '@maquette/credentials';
import type { Inspection, LogTrace, Trace } from '@maquette/platform';

/** An inspection as text: the credentials first, then what this installation knows. */
export function describeInspection(file: string, inspection: Inspection): string {
  const { verdict, digest, bytes, mediaType, credentials, trace, log, notes } = inspection;
  return [
    `file        ${file}, ${mediaType ?? trace?.artefact.mediaType ?? 'unknown'}, ${bytes} bytes`,
    `digest      ${digest}`,
    `verdict     ${verdict}`,
    ...(credentials ? credentialLines(credentials) : []),
    ...(trace ? traceLines(trace) : []),
    ...(log ? logLines(log) : []),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}

function credentialLines({ state, failures, manifest }: CredentialReport): string[] {
  return [
    `credentials ${state}`,
    ...failures.map(({ code, explanation }) => `            ! ${code}: ${explanation}`),
    ...(manifest ? manifestLines(manifest) : []),
  ];
}

function manifestLines(manifest: NonNullable<CredentialReport['manifest']>): string[] {
  const { label, title, generator, signer, actions, ingredients, trainingMining, provenance } = manifest;
  const uses = [...new Set(Object.values(trainingMining))].join(', ');
  return [
    `            ${label}, "${title ?? ''}"`,
    `made with   ${generator ?? '–'}`,
    `signed by   ${[signer.name, signer.organisation].filter(Boolean).join(', ') || '–'} (${signer.algorithm ?? '–'})`,
    ...actions.map(
      ({ action, agent, digitalSourceType, when }) =>
        `action      ${[action, agent, digitalSourceType?.split('/').pop(), when].filter(Boolean).join(', ')}`,
    ),
    ...ingredients.map(
      ({ relationship, title: name, manifest: own, instanceId }) =>
        `ingredient  ${relationship ?? '–'} "${name ?? ''}" ${own ?? instanceId ?? ''}`,
    ),
    ...(uses ? [`training    ${uses} (${Object.keys(trainingMining).join(', ')})`] : []),
    ...(provenance ? provenanceLines(provenance) : []),
  ];
}

/** Our own statement, as far as it has the shape that we write. */
function provenanceLines(provenance: Record<string, unknown>): string[] {
  const { generation, checkpoint, datasets, attributions } = provenance;
  const { reference, licence, digest } = (checkpoint ?? {}) as Record<string, unknown>;
  return [
    `states      generation ${text(generation)}`,
    `            checkpoint ${text(reference)}, ${text(licence)}, ${text(digest)}`,
    ...list(datasets).map((given) => {
      const dataset = (given ?? {}) as Record<string, unknown>;
      return `            dataset ${text(dataset.id)}@${text(dataset.version)}, ${text(dataset.licence)}, record ${text(dataset.record)}`;
    }),
    ...list(attributions).map((line) => `            credit: ${text(line)}`),
  ];
}

function traceLines(trace: Trace): string[] {
  const { artefact, parent, generation, decision, checkpoint, datasets, attributions } = trace;
  const { id, request, pool, workerId, completedAt } = generation;
  const frame = artefact.frame === null ? '' : `, frame ${artefact.frame}`;
  return [
    `artefact    ${artefact.kind} ${artefact.id}${frame}, known by its ${trace.knownBy}`,
    ...(parent ? [`parent      ${parent.kind} ${parent.id}, ${parent.digest}`] : []),
    `generation  ${id}, finished ${completedAt?.toISOString() ?? '–'}, by worker ${workerId ?? '–'} of pool ${pool}`,
    `prompt      ${request.prompt}`,
    `asked       ${request.seconds} s at ${request.fps} frames a second, ${request.width}×${request.height}, ` +
      `seed ${request.seed}, ${request.use} use in ${request.territory}`,
    `decision    ${decision.domain} (${(100 * decision.confidence).toFixed(1)} %)`,
    ...decision.reasons.map((reason) => `            - ${reason}`),
    `checkpoint  ${checkpoint.reference}${standing(checkpoint.standing)}`,
    `            ${checkpoint.digest ?? '–'}`,
    ...(checkpoint.licence ? [`licence     ${checkpoint.licence}, licensed by ${checkpoint.licensor}`] : []),
    ...(datasets ?? []).map(
      (dataset) =>
        `dataset     ${dataset.id}@${dataset.version} (${dataset.roles.join(', ')}): ${dataset.licence}, ` +
        `issued by ${dataset.issuer}, record ${dataset.record.slice(0, 19)}…${standing(dataset.standing)}`,
    ),
    ...(attributions ?? []).map((line) => `credit      ${line}`),
  ];
}

function logLines({ entries, published, proof }: LogTrace): string[] {
  return [
    ...entries.map(({ index, kind, at }) => `log         ${index} ${kind} ${at}`),
    ...(published !== null && proof !== null
      ? [`receipt     of entry ${published}: maquette audit proof ${published}`]
      : []),
  ];
}

function standing(state: string | null): string {
  return state ? `, ${state}` : '';
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '–';
}
