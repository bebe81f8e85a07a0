import { signatureFault } from './refusal';
import type { Resource } from './statement';

const MOST_NAMED = 5;

/** Throws `signature-files-differ` (bad-input), naming what is missing, changed or besides. */
export function compareFiles(signed: readonly Resource[], present: readonly Resource[]): void {
  const found = new Map(present.map(({ name, digest }) => [name, digest]));
  const expected = new Set(signed.map(({ name }) => name));
  const missing = signed.filter(({ name }) => !found.has(name));
  const changed = signed.filter(({ name, digest }) => found.has(name) && found.get(name) !== digest);
  const unsigned = present.filter(({ name }) => !expected.has(name));
  const faults = [named(missing, 'missing'), named(changed, 'changed'), named(unsigned, 'not signed')].filter(
    (fault) => fault !== null,
  );
  if (faults.length === 0) return;
  throw signatureFault(
    'signature-files-differ',
    `The files are not those that were signed: ${faults.join('; ')}.`,
    {
      missing: missing.map(({ name }) => name),
      changed: changed.map(({ name }) => name),
      unsigned: unsigned.map(({ name }) => name),
    },
  );
}

function named(files: readonly Resource[], what: string): string | null {
  if (files.length === 0) return null;
  const names = files.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = files.length > MOST_NAMED ? ` and ${files.length - MOST_NAMED} more` : '';
  return `${names.join(', ')}${more} ${files.length === 1 ? 'is' : 'are'} ${what}`;
}
