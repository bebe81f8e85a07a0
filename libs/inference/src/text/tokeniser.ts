import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { MaquetteError } from '@maquette/kernel';

/** Longest sequence handed to the embedder, special tokens included; what follows is cut off. */
export const MAX_TOKENS = 128;

export interface Tokens {
  ids: number[];
  /** Did the text go on after the last token. */
  truncated: boolean;
}

export type Tokenise = (text: string) => Tokens;

/**
 * WordPiece as the folder's `tokenizer.json` describes it, lower-cased and without accents.
 * Errors: `tokeniser-unreadable` (bad-input).
 */
export async function loadTokeniser(folder: string): Promise<Tokenise> {
  try {
    const [vocabulary, config] = await Promise.all([
      readJson(join(folder, 'tokenizer.json')),
      readJson(join(folder, 'tokenizer_config.json')),
    ]);
    const tokenizer = new Tokenizer(vocabulary, config);
    return (text) => cut(tokenizer.encode(text).ids);
  } catch (error) {
    throw new MaquetteError(
      'bad-input',
      'tokeniser-unreadable',
      `The tokeniser in ${folder} cannot be read.`,
      {
        hint: 'Restore tokenizer.json and tokenizer_config.json: compare them with SHA256SUMS.',
        details: { folder },
        cause: error,
      },
    );
  }
}

async function readJson(path: string): Promise<object> {
  return JSON.parse(await readFile(path, 'utf8')) as object;
}

/** Keeps the closing token, as the reference implementation does. */
function cut(ids: number[]): Tokens {
  if (ids.length <= MAX_TOKENS) return { ids, truncated: false };
  return { ids: [...ids.slice(0, MAX_TOKENS - 1), ids[ids.length - 1]], truncated: true };
}
