import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';

/** The folder of Maquette's own package.json, at or above `start` (a source folder, or its copy under dist). */
export function repositoryRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isOurs(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) break;
  }
  throw new MaquetteError(
    'internal',
    'root-not-found',
    `There is no package.json of Maquette above ${start}.`,
    {
      hint: 'Run Maquette from a whole checkout: it needs prisma/ and model-registry/ beside the built code.',
    },
  );
}

function isOurs(file: string): boolean {
  return (
    existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'maquette'
  );
}
