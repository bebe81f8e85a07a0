import { readFile } from 'node:fs/promises';
import { DOMAINS, MaquetteError, type Domain } from '@maquette/kernel';
import type { GlossaryData } from './gloss';
import type { LetterOptions } from './letters';

/** Numbers in an embedding of domains, a multilingual and an English one. */
const EMBEDDINGS = 384 + 512 + 384;

/** The file that training/routing/train_head.py writes. */
export interface DomainHeadFile {
  schema: 'maquette/domain-head/3';
  version: string;
  letters: LetterOptions;
  /** Calibration, the same for every domain: logit = scale * (bias + weights · features) + shift. */
  scale: number;
  shift: number;
  threshold: number;
  /** weights: [384 + 512 + 384 + letters.width] */
  heads: Record<Domain, { bias: number; weights: readonly number[] }>;
  terms: Record<Domain, readonly string[]>;
  glossary: GlossaryData;
}

/** Errors: `domain-head-unreadable` (bad-input). */
export async function readDomainHead(path: string): Promise<DomainHeadFile> {
  const file = await parse(path);
  const numbers = [file.letters?.width, file.letters?.scale, file.scale, file.shift, file.threshold];
  const whole =
    file.schema === 'maquette/domain-head/3' &&
    numbers.every((value) => Number.isFinite(value)) &&
    Array.isArray(file.letters.sizes) &&
    typeof file.glossary?.words?.de === 'object';
  if (!whole) throw unreadable(path, 'it is no domain head of this version');
  const width = EMBEDDINGS + file.letters.width;
  const lacking = DOMAINS.filter((name) => {
    const head = file.heads?.[name];
    const fits = head?.weights?.length === width && [head.bias, ...head.weights].every(Number.isFinite);
    return !fits || !Array.isArray(file.terms?.[name]);
  });
  if (lacking.length > 0) throw unreadable(path, `it has no whole head for ${lacking.join(', ')}`);
  return file;
}

async function parse(path: string): Promise<DomainHeadFile> {
  try {
    return (JSON.parse(await readFile(path, 'utf8')) ?? {}) as DomainHeadFile;
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(path: string, why: string): MaquetteError {
  return new MaquetteError(
    'bad-input',
    'domain-head-unreadable',
    `The domain head ${path} cannot be used: ${why}.`,
    {
      hint: 'Restore the file, or train it again with model-registry/training/routing.',
      details: { path },
    },
  );
}
