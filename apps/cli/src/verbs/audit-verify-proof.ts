import { readFile } from 'node:fs/promises';
import { parseVerifierKey, verifyTlogProof, type ProvenEntry, type VerifierKey } from '@maquette/audit';
import { MaquetteError } from '@maquette/kernel';
import type { Output } from '../output';

interface ProofOptions {
  publicKey: string;
  entry?: string;
}

/** Exit code 65 when the receipt proves nothing. Opens no database, and asks nobody. */
export async function auditVerifyProof(output: Output, options: ProofOptions, file: string): Promise<void> {
  const key = await keyIn(options.publicKey);
  const entry = options.entry === undefined ? undefined : await contentOf(options.entry);
  const proven = verifyTlogProof((await contentOf(file)).toString('utf8'), key, entry);
  const { index, size, origin, root } = proven;
  const value = { valid: true, origin, index, size, root: root.toString('base64'), entry: entryIn(proven) };
  const text = `valid: entry ${index} of ${origin}, signed at ${size} entries\n${proven.entry.toString('utf8')}`;
  output.result(value, text);
}

/** The key itself, or a file that holds it. */
async function keyIn(text: string): Promise<VerifierKey> {
  const isKey = /^[^+\s]+\+[0-9a-f]{8}\+/.test(text);
  return parseVerifierKey(isKey ? text : (await contentOf(text)).toString('utf8'));
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new MaquetteError(
      'bad-input',
      'file-missing',
      `${file} cannot be read: ${(cause as Error).message}`,
      {
        hint: 'Check the path.',
        cause,
      },
    );
  }
}

/** Logs of others may hold entries that are no JSON. */
function entryIn({ entry }: ProvenEntry): unknown {
  const text = entry.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
