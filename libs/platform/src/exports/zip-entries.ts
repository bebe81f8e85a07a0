import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { MaquetteError, type Digest } from '@maquette/kernel';
import { ZipFile } from 'yazl';

/** One file of an archive: bytes, or a file on disk with the digest that it must still have. */
export type ZipEntry = { path: string } & ({ bytes: Buffer } | { file: string; digest: Digest });

/**
 * A zip of the entries, sorted by path, every one with the same time and nothing compressed: the same entries give the
 * same bytes, whatever the time zone, the order or the version of zlib. The stream fails with `export-file-changed`
 * (conflict) when a file on disk is no longer what it was.
 * @param at a time from the records, to two seconds, UTC
 */
export function zipOf(entries: readonly ZipEntry[], at: Date): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const options = { mtime: dosTime(at), mode: 0o100644, compress: false, forceDosTimestamp: true };
  for (const entry of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if ('bytes' in entry) zip.addBuffer(entry.bytes, entry.path, options);
    else {
      zip.addReadStreamLazy(entry.path, options, (answer) => {
        answer(
          null,
          unchanged(entry).on('error', (error) => output.destroy(error)),
        );
      });
    }
  }
  zip.end();
  return output;
}

/** Zip keeps local time without a zone: the local time that reads as `at` does in UTC. */
function dosTime(at: Date): Date {
  return new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
}

function unchanged({ path, file, digest }: { path: string; file: string; digest: Digest }): Readable {
  const hash = createHash('sha256');
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const found = `sha256:${hash.digest('hex')}`;
      done(found === digest ? null : changed(path, digest, found));
    },
  });
  const source = createReadStream(file);
  source.on('error', (error) => check.destroy(error));
  return source.pipe(check);
}

function changed(path: string, expected: Digest, found: string): MaquetteError {
  return new MaquetteError('conflict', 'export-file-changed', `${path} was changed while it was exported.`, {
    hint: 'Run maquette registry verify, restore the file, and export again.',
    details: { path, expected, found },
  });
}
