import { readFile } from 'node:fs/promises';
import { MaquetteError } from '@maquette/kernel';

/** A JSON file that the user names. Errors (bad-input): `<what>-file-missing`, `<what>-file-unreadable`. */
export async function readDocument(what: 'scene' | 'camera', path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const code = cause.code === 'ENOENT' ? `${what}-file-missing` : `${what}-file-unreadable`;
    const problem = cause.code === 'ENOENT' ? 'is not there' : `cannot be read: ${cause.message}`;
    throw new MaquetteError('bad-input', code, `The ${what} file ${path} ${problem}.`, {
      hint: 'Check the path.',
      details: { path },
      cause,
    });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MaquetteError(
      'bad-input',
      `${what}-file-unreadable`,
      `The ${what} file ${path} is no JSON: ${(cause as Error).message}`,
      {
        hint: 'A clip leaves its scene document beside it, as FILE.scene.json: start from one of those.',
        details: { path },
        cause,
      },
    );
  }
}
