import { readFile } from 'node:fs/promises';
import { MaquetteError } from '@maquette/kernel';
import { EXIT_CODES, inspectFile } from '@maquette/platform';
import { loadConfig } from '../configuration';
import { describeInspection } from '../inspect/describe-inspection';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';

/** Walks from a file to what made it. Exit code 65 unless it is trusted, or known here byte by byte. */
export async function inspect(output: Output, options: { trust?: string }, file: string): Promise<void> {
  const trust = options.trust === undefined ? undefined : await readTrust(options.trust);
  await withPlatform(loadConfig(), async (platform) => {
    const inspection = await inspectFile(platform, file, { trust });
    output.result(inspection, describeInspection(file, inspection));
    const sound = inspection.verdict === 'trusted' || inspection.verdict === 'known';
    if (!sound) process.exitCode = EXIT_CODES['bad-input'];
  });
}

async function readTrust(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new MaquetteError('bad-input', 'file-missing', `${path} cannot be read.`, {
      hint: 'Name a PEM file with the root certificate to trust.',
      cause,
    });
  }
}
