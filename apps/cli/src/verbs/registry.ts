import { EXIT_CODES, openConfiguredRegistry } from '@maquette/platform';
import type { CheckpointEntry, CheckpointSignature, Registry, VerificationReport } from '@maquette/registry';
import { loadConfig } from '../configuration';
import { describeLicences } from '../describe-licences';
import { describeSignature } from '../describe-signature';
import { table, type Output } from '../output';
import { resolveReference } from '../resolve-reference';

export async function registryList(output: Output): Promise<void> {
  const entries = (await open()).list();
  const rows = entries.map(({ reference, state, signature, record, problems }) => [
    reference,
    state,
    `signature ${signature.state}`,
    record ? `PSNR ${record.quality.psnr.toFixed(1)} dB` : '–',
    record?.licence.licence ?? '–',
    state === 'ready' ? (record?.title ?? '') : (problems[0]?.message ?? ''),
  ]);
  const text = rows.length > 0 ? table(rows) : 'The registry has no checkpoint yet.';
  output.result({ checkpoints: entries.map(summaryOf) }, text);
}

export async function registryShow(output: Output, _options: object, reference: string): Promise<void> {
  const config = loadConfig();
  const registry = await openConfiguredRegistry(config);
  const entry = registry.show(await resolveReference(config, reference));
  const licences = entry.state === 'ready' ? registry.licences(entry.reference) : null;
  const value = { ...summaryOf(entry), folder: entry.folder, record: entry.record, licences };
  output.result(value, describeEntry(entry, registry));
}

/** Exit code 65 when anything has a problem. */
export async function registryVerify(output: Output, _options: object, reference?: string): Promise<void> {
  const config = loadConfig();
  const registry = await openConfiguredRegistry(config);
  const report = await registry.verify(reference && (await resolveReference(config, reference)));
  output.result(report, describeReport(report));
  if (!report.sound) process.exitCode = EXIT_CODES['bad-input'];
}

function open(): Promise<Registry> {
  return openConfiguredRegistry(loadConfig());
}

function summaryOf(entry: CheckpointEntry) {
  const { reference, domain, name, version, state, checkpointDigest, recordDigest, problems, record } = entry;
  const { signature } = entry;
  return {
    reference,
    domain,
    name,
    version,
    state,
    title: record?.title ?? null,
    licence: record?.licence.licence ?? null,
    checkpointDigest,
    recordDigest,
    signature,
    problems,
  };
}

function describeEntry(entry: CheckpointEntry, registry: Registry): string {
  const { reference, state, record, checkpointDigest, signature, problems } = entry;
  const lines = [
    `${reference}  ${state}`,
    ...problems.map(({ message, remedy }) => `! ${message} ${remedy}`),
  ];
  if (record) {
    const { quality, training } = record;
    lines.push(
      record.title,
      record.description,
      '',
      `digest      ${checkpointDigest}`,
      `signature   ${describeSignature(signature)}`,
      `parameters  ${training.parameters.toLocaleString('en')}`,
      `recipe      ${training.recipe}`,
      `quality     PSNR ${quality.psnr.toFixed(2)} dB, SSIM ${quality.ssim.toFixed(4)} on ${quality.frames} frames ` +
        `(preview: ${quality.previewPsnr.toFixed(2)} dB)`,
      ...record.limitations.map((limitation) => `limitation  ${limitation}`),
    );
  }
  if (state === 'ready') lines.push('', ...describeLicences(registry.licences(reference)));
  return lines.join('\n');
}

function describeReport(report: VerificationReport): string {
  const { checkpoints, datasets, auxiliaries, assets } = report;
  const groups = { checkpoint: checkpoints, dataset: datasets, auxiliary: auxiliaries, asset: assets };
  const signatures = new Map(checkpoints.map(({ reference, signature }) => [reference, signature]));
  const lines = Object.entries(groups).flatMap(([kind, entries]) =>
    entries.flatMap(({ reference, state, problems }) => [
      `${state === 'ready' ? 'ok  ' : 'BAD '} ${kind} ${reference}${signatureOf(signatures.get(reference))}`,
      ...problems.map(({ code, message, remedy }) => `       ${message} [${code}]\n       ${remedy}`),
    ]),
  );
  const total = `${report.files} files, ${(report.bytes / 1e6).toFixed(1)} MB: ${report.sound ? 'all sound' : 'NOT sound'}`;
  return [...lines, total].join('\n');
}

/** Only checkpoints have one. */
function signatureOf(signature: CheckpointSignature | undefined): string {
  return signature ? `, signature ${describeSignature(signature)}` : '';
}
