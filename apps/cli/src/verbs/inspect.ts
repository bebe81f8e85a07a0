import { stat } from 'node:fs/promises';
import type { Artefact, Generation } from '@maquette/generation';
import { digestOfFile, MaquetteError, type Digest } from '@maquette/kernel';
import type { Platform } from '@maquette/platform';
import type { CheckpointLicences } from '@maquette/registry';
import { loadConfig } from '../configuration';
import { describeLicences } from '../describe-licences';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';

const NO_CREDENTIALS =
  'Content credentials inside the file are not made yet: what is said here comes from the ledger of this installation, which knew the file by its digest.';

interface Trace {
  digest: Digest;
  artefact: Artefact;
  generation: Generation;
  /** Null when the registry no longer has the checkpoint's bytes. */
  licences: CheckpointLicences | null;
}

/** Walks from a file to what made it. Exit code 65 when this installation never published it. */
export async function inspect(output: Output, _options: object, file: string): Promise<void> {
  const digest = await digestOf(file);
  await withPlatform(loadConfig(), async (platform) => {
    const trace = await traceOf(platform, file, digest);
    output.result(valueOf(trace), textOf(file, trace));
  });
}

async function digestOf(file: string): Promise<Digest> {
  const found = await stat(file).catch(() => null);
  if (found?.isFile()) return digestOfFile(file);
  throw new MaquetteError('bad-input', 'file-missing', `${file} is not a file.`, { hint: 'Check the path.' });
}

async function traceOf({ ledger, registry }: Platform, file: string, digest: Digest): Promise<Trace> {
  const [generation] = await ledger.publishersOf(digest);
  const artefact = generation?.artefacts.find((candidate) => candidate.digest === digest);
  if (!generation || !artefact) {
    throw new MaquetteError(
      'bad-input',
      'artefact-unknown',
      `This installation never published ${file} (${digest}).`,
      {
        hint: 'A file that was edited or encoded again has another digest. Set DATABASE_URL to ask another installation.',
        details: { digest },
      },
    );
  }
  const entry = registry.list().find(({ reference }) => reference === generation.checkpoint);
  const same = entry?.state === 'ready' && entry.checkpointDigest === generation.decision.checkpointDigest;
  return { digest, artefact, generation, licences: same ? registry.licences(generation.checkpoint) : null };
}

function valueOf({ digest, artefact, generation, licences }: Trace) {
  const { id, state, request, decision, checkpoint, pool, workerId, leaseEpoch, createdAt, completedAt } =
    generation;
  return {
    digest,
    artefact,
    generation: { id, state, request, checkpoint, pool, workerId, leaseEpoch, createdAt, completedAt },
    decision,
    licence: licences?.own ?? null,
    datasets:
      licences?.datasets.map(({ dataset, digest: record, roles }) => ({
        id: dataset.id,
        version: dataset.version,
        title: dataset.title,
        licence: dataset.licence,
        issuer: dataset.issuer.name,
        record,
        roles,
      })) ?? null,
    attributions: licences?.attributions ?? null,
    credentials: null,
    notes: [NO_CREDENTIALS],
  };
}

function textOf(file: string, { digest, artefact, generation, licences }: Trace): string {
  const { id, request, decision, checkpoint, pool, workerId, completedAt } = generation;
  return [
    `file        ${file}, ${artefact.mediaType}, ${artefact.bytes} bytes`,
    `digest      ${digest}`,
    `artefact    ${artefact.kind} ${artefact.id}${artefact.frame === null ? '' : `, frame ${artefact.frame}`}`,
    `generation  ${id}, finished ${completedAt?.toISOString() ?? '–'}, by worker ${workerId ?? '–'} of pool ${pool}`,
    `prompt      ${request.prompt}`,
    `asked       ${request.seconds} s at ${request.fps} frames a second, ${request.width}×${request.height}, ` +
      `seed ${request.seed}, ${request.use} use in ${request.territory}`,
    `decision    ${decision.domain} (${(100 * decision.confidence).toFixed(1)} %)`,
    ...decision.reasons.map((reason) => `            - ${reason}`),
    `checkpoint  ${checkpoint}`,
    `            ${decision.checkpointDigest}`,
    ...(licences
      ? describeLicences(licences).map((line) => `licence     ${line}`)
      : [
          'licence     The registry no longer has these bytes of the checkpoint; the database keeps their record.',
        ]),
    '',
    NO_CREDENTIALS,
  ].join('\n');
}
