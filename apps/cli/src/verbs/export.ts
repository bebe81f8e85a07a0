import { resolve } from 'node:path';
import {
  exportCheckpoint,
  exportDataset,
  openConfiguredRegistry,
  type ExportedFile,
} from '@maquette/platform';
import { loadConfig } from '../configuration';
import { assertWritableFile } from '../generate/destination';
import { writeStream } from '../generate/copy-artefact';
import type { Output } from '../output';
import { resolveReference } from '../resolve-reference';

interface ExportOptions {
  format: string;
  out: string;
}

export async function registryExport(
  output: Output,
  options: ExportOptions,
  reference: string,
): Promise<void> {
  const config = loadConfig();
  const resolved = await resolveReference(config, reference);
  const file = await exportCheckpoint(await openConfiguredRegistry(config), resolved, options.format);
  await writeExport(output, file, options.out);
}

export async function datasetsExport(
  output: Output,
  options: ExportOptions,
  reference: string,
): Promise<void> {
  const registry = await openConfiguredRegistry(loadConfig());
  const file = await exportDataset(registry, reference, options.format);
  await writeExport(output, file, options.out);
}

/** Errors: `out-folder-missing`, `out-not-writable` (bad-input), `disk-full` (unavailable). */
export async function writeExport(output: Output, file: ExportedFile, out: string): Promise<void> {
  const path = resolve(out);
  await assertWritableFile(path, 'out');
  const digest = await writeStream(path, file.content);
  output.result({ file: path, mediaType: file.mediaType, digest }, `${path}  ${digest}`);
}
