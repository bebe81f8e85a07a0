import { createHash, randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MaquetteError, type Digest, type ObjectStore } from '@maquette/kernel';
import { diskFull } from './destination';

/**
 * Copies an object to a file, which appears under its name only when all bytes are there, have the digest and are on the
 * disk. Errors: `disk-full` (unavailable), `artefact-damaged` (internal), those of the store.
 */
export async function copyArtefact(
  store: Pick<ObjectStore, 'read'>,
  digest: Digest,
  path: string,
): Promise<void> {
  await writeAtomically(path, async function* () {
    const hash = createHash('sha256');
    for await (const chunk of await store.read(digest)) {
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
    if (`sha256:${hash.digest('hex')}` === digest) return;
    throw new MaquetteError(
      'internal',
      'artefact-damaged',
      `The object store gave other bytes than ${digest}.`,
      {
        hint: 'Check its disk; generate the clip again.',
        details: { digest },
      },
    );
  });
}

/** Whatever the stream gives, or nothing when it fails. Answers the digest. Errors: `disk-full`, those of the stream. */
export async function writeStream(path: string, stream: AsyncIterable<Buffer>): Promise<Digest> {
  const hash = createHash('sha256');
  await writeAtomically(path, async function* () {
    for await (const chunk of stream) {
      hash.update(chunk);
      yield chunk;
    }
  });
  return `sha256:${hash.digest('hex')}`;
}

async function writeAtomically(path: string, content: () => AsyncGenerator<Buffer>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  try {
    const file = await open(temporary, 'wx');
    try {
      for await (const chunk of content()) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw diskFull(dirname(path), 'is full; nothing was written', error);
    throw error;
  }
}
