import type { Digest } from '@maquette/kernel';
import type { TakenFile } from '@maquette/registry';
import type { Transaction } from '../database';

/** A folder of records as every machine lays it out below its home. */
export interface InstalledFolder {
  /** `architecture/daylight/1.1.0` or `datasets/rooms/1.0.0` */
  place: string;
  /** Of checkpoint.json or dataset.json. */
  recordDigest: Digest;
  files: TakenFile[];
}

export async function installFolder(
  tx: Transaction,
  { place, recordDigest, files }: InstalledFolder,
  importId: string,
): Promise<void> {
  // The same dataset may have come in with another checkpoint.
  const known = await tx.installedFolder.findUnique({ where: { place } });
  if (known?.recordDigest === recordDigest) return;
  await tx.installedFolder.create({ data: { place, recordDigest, importId } });
  await tx.installedFile.createMany({
    data: files.map(({ path, digest, bytes }) => ({ place, path, digest, bytes: BigInt(bytes) })),
  });
}

export async function installedFolders(client: Transaction): Promise<InstalledFolder[]> {
  const rows = await client.installedFolder.findMany({
    orderBy: { place: 'asc' },
    include: { files: { orderBy: { path: 'asc' } } },
  });
  return rows.map(({ place, recordDigest, files }) => ({
    place,
    recordDigest: recordDigest as Digest,
    files: files.map(({ path, digest, bytes }) => ({ path, digest: digest as Digest, bytes: Number(bytes) })),
  }));
}
