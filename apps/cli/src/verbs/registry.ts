import { EXIT_CODES, openConfiguredRegistry } from '@maquette/platform';
import { type CheckpointEntry, type Registry, type VerificationReport } from '@maquette/registry';
import { loadConfig } from '../configuration';
import { describeLicences } from '../describe-licences';
import { table, type Output } from '../output';

export async function registryList(output: Output): Promise<void> {
  const entries = (await open()).list();
  const rows = entries.map(({ reference, state, record, problems }) => [
    reference,
    state,
    record ? `PSNR ${record.quality.psnr.toFixed(1)} dB` : '–',
    record?.licence.licence ?? '–',
    state === 'ready' ? (record?.title ?? '') : (problems[0]?.message ?? ''),
  ]);
  const text = rows.length > 0 ? table(rows) : 'The registry has no checkpoint yet.';
  output.result({ checkpoints: entries.map(summaryOf) }, text);
}

export async function registryShow(output: Output, _options: object, reference: string): Promise<void> {
  const registry = await open();
  const entry = registry.show(reference);
  const licences = entry.state === 'ready' ? registry.licences(entry.reference) : null;
  const value = { ...summaryOf(entry), folder: entry.folder, record: entry.record, licences };
  output.result(value, describeEntry(entry, registry));
}

/** Exit code 65 when anything has a problem. */
export async function registryVerify(output: Output, _options: object, reference?: string): Promise<void> {
  const report = await (await open()).verify(reference);
  output.result(report, describeReport(report));
  if (!report.sound) process.exitCode = EXIT_CODES['bad-input'];
}

function open(): Promise<Registry> {
  return openConfiguredRegistry(loadConfig());
}

function summaryOf(entry: CheckpointEntry) {
  const { reference, domain, name, version, state, checkpointDigest, recordDigest, problems, record } = entry;
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
    problems,
  };
}

function describeEntry(entry: CheckpointEntry, registry: Registry): string {
  const { reference, state, record, checkpointDigest, problems } = entry;
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
  const { checkpoints, datasets, auxiliaries } = report;
  const groups = { checkpoint: checkpoints, dataset: datasets, auxiliary: auxiliaries };
  const lines = Object.entries(groups).flatMap(([kind, entries]) =>
    entries.flatMap(({ reference, state, problems }) => [
      `${state === 'ready' ? 'ok  ' : 'BAD '} ${kind} ${reference}`,
      ...problems.map(({ code, message, remedy }) => `       ${message} [${code}]\n       ${remedy}`),
    ]),
  );
  const total = `${report.files} files, ${(report.bytes / 1e6).toFixed(1)} MB: ${report.sound ? 'all sound' : 'NOT sound'}`;
  return [...lines, total].join('\n');
}
