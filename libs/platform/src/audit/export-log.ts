import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TILE_WIDTH, allTiles, tilePath, tileWidth, type TileResource } from '@maquette/audit';
import { MaquetteError } from '@maquette/kernel';
import type { AuditLog } from './audit-log';

/**
 * Writes the signed log as static files in the layout of C2SP tlog-tiles: `checkpoint`, `tile/…`, `tile/entries/…`, and
 * the public key as `log.vkey`. The checkpoint comes last: what it names is there. An older export in the same folder is
 * continued. Errors: `export-unwritable` (unavailable), `log-inconsistent` (conflict), those of `checkpoint`.
 */
export async function exportLog(audit: AuditLog, folder: string): Promise<{ size: number; files: number }> {
  const { size, note } = await audit.checkpoint();
  const resources = [...resourcesOf(size)];
  for (const resource of resources) await write(folder, tilePath(resource), await contentOf(audit, resource));
  await write(folder, 'log.vkey', `${audit.key.vkey}\n`);
  await write(folder, 'checkpoint', note);
  return { size, files: resources.length + 2 };
}

function* resourcesOf(size: number): Generator<TileResource> {
  for (const id of allTiles(size)) {
    const width = tileWidth(id, size);
    yield { ...id, width };
    if (id.level === 0) yield { level: 'entries', index: id.index, width };
  }
}

async function contentOf(audit: AuditLog, resource: TileResource): Promise<Buffer> {
  const content = await audit.tile(resource);
  if (content) return content;
  throw new MaquetteError(
    'conflict',
    'log-inconsistent',
    `The log lacks ${tilePath(resource)}, which was signed.`,
    {
      hint: 'Run maquette audit verify: it names the first bad entry.',
      details: { from: resource.index * TILE_WIDTH },
    },
  );
}

async function write(folder: string, name: string, content: string | Buffer): Promise<void> {
  const path = join(folder, name);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (cause) {
    throw new MaquetteError(
      'unavailable',
      'export-unwritable',
      `${path} cannot be written: ${(cause as Error).message}`,
      {
        hint: 'Name a folder that can be written and has room.',
        cause,
      },
    );
  }
}
