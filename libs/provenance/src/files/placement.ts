import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Problem } from '../records/problem';

const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?$/;

/** Faults of a record's folder `<name>/<version>` itself, looked for before anything in it is read. */
export async function placementProblems(folder: string): Promise<Problem[]> {
  const version = basename(folder);
  for (const path of [dirname(folder), folder]) {
    if (!(await lstat(path)).isSymbolicLink()) continue;
    const message = `The folder ${basename(path)} is a symbolic link; what it points to is not sealed.`;
    return [{ code: 'symlink', file: '.', message, remedy: 'Replace the link by a copy of the folder.' }];
  }
  if (VERSION.test(version)) return [];
  const message = `The folder ${version} is not named after a version.`;
  return [{ code: 'folder-name', file: '.', message, remedy: 'Name it MAJOR.MINOR.PATCH, or move it away.' }];
}
