import { lstat, readdir } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { digestOfFile, MaquetteError } from '@maquette/kernel';
import { signatureFault } from './refusal';
import type { Resource } from './statement';

/** What version control keeps beside a model; the specification leaves it out at the top of the folder (§ 6.2). */
export const ALWAYS_IGNORED = ['.git', '.gitattributes', '.github', '.gitignore'];

/**
 * Digests of the files of a foreign model: a folder, or one file. Symbolic links, devices and sockets are refused, also
 * those that lead to nothing. Rejects with `model-missing` (not-found), `signature-files-differ` (bad-input).
 * @param ignored paths below the folder that are left out, with all that lies in them, besides ALWAYS_IGNORED
 * @param only looks at these alone, when given
 */
export async function modelFiles(
  model: string,
  ignored: readonly string[],
  only?: ReadonlySet<string>,
): Promise<Resource[]> {
  const stats = await lstat(model).catch(() => null);
  if (stats?.isFile()) return [{ name: basename(model), digest: await digestOfFile(model) }];
  if (!stats?.isDirectory()) {
    throw new MaquetteError('not-found', 'model-missing', `${model} is no folder and no file.`, {
      hint: 'Name the folder of the model.',
    });
  }
  const files: Resource[] = [];
  for (const name of await walk(model, { ignored: new Set([...ALWAYS_IGNORED, ...ignored]), only }))
    files.push({ name, digest: await digestOfFile(join(model, name)) });
  return files;
}

interface Scope {
  ignored: ReadonlySet<string>;
  only?: ReadonlySet<string>;
}

async function walk(model: string, scope: Scope, below = ''): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(join(model, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (scope.ignored.has(path)) continue;
    if (entry.isDirectory()) files.push(...(await walk(model, scope, path)));
    else if (scope.only && !scope.only.has(path)) continue;
    else if (entry.isFile()) files.push(path);
    else
      throw signatureFault(
        'signature-files-differ',
        `${path} is a link or a device; only files can be signed.`,
      );
  }
  return files;
}

/**
 * Paths as people write them (absolute, below the folder, or below the working folder), as paths below the model's
 * folder. Those that lie elsewhere are left out: they hide nothing of the model.
 */
export async function pathsBelow(model: string, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const inModel = !isAbsolute(path) && (await lstat(join(model, path)).catch(() => null)) !== null;
    const below = relative(resolve(model), inModel ? resolve(model, path) : resolve(path));
    if (below !== '' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below))
      found.push(below.split(sep).join('/'));
  }
  return found;
}

/** Which of the paths are there, sorted. */
export async function present(model: string, paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    [...new Set(paths)].map((path) =>
      lstat(join(model, path)).then(
        () => [path],
        () => [],
      ),
    ),
  );
  return found.flat().sort();
}
