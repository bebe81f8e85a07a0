import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';

let root: string | null = null;

/** Where `<id>/<version>/` folders of assets lie; left out, they are looked for above this file's own folder. */
export function useAssetsFrom(folder: string): void {
  root = folder;
}

/**
 * The bytes of one file of an asset, compared with its line in SHA256SUMS. Whether the record holds is the registry's
 * to say; this only keeps damaged bytes out of a picture.
 * @throws MaquetteError `asset-missing` (not-found), `asset-damaged` (bad-input)
 */
export function assetBytes(reference: string, file: string): Buffer {
  const folder = join(assetRoot(), ...reference.split('@'));
  const bytes = read(reference, join(folder, file));
  const found = createHash('sha256').update(bytes).digest('hex');
  const sums = read(reference, join(folder, 'SHA256SUMS')).toString('utf8').split('\n');
  if (sums.includes(`${found}  ${file}`)) return bytes;
  throw new MaquetteError(
    'bad-input',
    'asset-damaged',
    `${file} of the asset ${reference} is not what was published.`,
    {
      hint: 'Restore the folder model-registry/assets; `maquette registry verify` says what else is damaged.',
      details: { reference, file, found },
    },
  );
}

function read(reference: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new MaquetteError(
      'not-found',
      'asset-missing',
      `The asset ${reference} cannot be read at ${path}.`,
      {
        hint: 'Run Maquette from a whole checkout: it needs model-registry/assets.',
        details: { reference, path },
        cause,
      },
    );
  }
}

/** Sources and built code both lie some folders below the repository. */
function assetRoot(): string {
  for (let folder = __dirname; root === null && folder !== dirname(folder); folder = dirname(folder)) {
    const assets = join(folder, 'model-registry', 'assets');
    if (existsSync(assets)) root = assets;
  }
  return root ?? 'model-registry/assets';
}
