import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Extract, type Header } from 'tar-stream';
import { ambiguous, Halt, hardLink, noFile, symbolicLink, unreadable } from './import-problem';
import type { Intake } from './intake';
import { guardTar } from './tar-guard';

const CHUNK = 1 << 20;

type Entry = AsyncIterable<Uint8Array> & { header: Header; resume(): unknown };

/** Unpacks a tar file, plain or by gzip. Throws Halt for what cannot be read to its end. */
export async function readTar(path: string, gzipped: boolean, intake: Intake): Promise<void> {
  const { size } = await stat(path);
  const tar = extract();
  const file = createReadStream(path, { highWaterMark: CHUNK });
  const gunzip = gzipped ? createGunzip({ chunkSize: CHUNK }) : null;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      intake.unpack(chunk.byteLength, size);
      yield chunk;
    }
  };
  const guarded = (chunks: AsyncIterable<Uint8Array>) => guardTar(chunks, intake.limits);
  const flow = gunzip ? pipeline(file, gunzip, counted, guarded, tar) : pipeline(file, counted, guarded, tar);
  const [flowed, taken] = await Promise.allSettled([flow, takeEntries(tar, intake)]);
  // The flow knows why a source could not be read; what took the entries only sees that it stopped.
  const reasons = [taken, flowed].flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason] : [],
  );
  const cause = reasons.find((reason) => reason instanceof Halt) ?? reasons.find(isOurs) ?? reasons[0];
  if (cause instanceof Halt || isOurs(cause)) throw cause;
  // gunzip leaves zeros after the stream unread, with or without an error of the flow.
  const unread = gunzip && gunzip.bytesWritten !== size && (!cause || isAbort(cause));
  if (unread) throw new Halt(ambiguous('there are bytes after its gzip stream'));
  if (cause) throw new Halt(unreadable((cause as Error).message));
}

async function takeEntries(tar: Extract, intake: Intake): Promise<void> {
  for await (const entry of tar as AsyncIterable<Entry>) {
    intake.count();
    const name = plainName(entry.header.name);
    if (await take(entry, name, intake)) continue;
    entry.resume();
  }
}

/** False when the entry's bytes are not wanted. */
async function take(entry: Entry, name: string, intake: Intake): Promise<boolean> {
  const { type, size } = entry.header;
  if (type === 'symlink') intake.note(symbolicLink(name));
  else if (type === 'link') intake.note(hardLink(name));
  else if (type === 'directory' || (type === 'file' && name.endsWith('/') && size === 0)) {
    const folder = name.replace(/\/$/, '');
    if (folder !== '') intake.admit(folder, 'folder');
  } else if (type !== 'file') intake.note(noFile(name, `a ${String(type).replace('-', ' ')}`));
  else if (intake.admit(name, 'file')) {
    await intake.write(name, entry);
    return true;
  }
  return false;
}

/** `tar -C folder .` writes every name with `./` in front. */
function plainName(name: string): string {
  return name.startsWith('./') ? name.slice(2) : name;
}

function isAbort(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ABORT_ERR';
}

/** Errors of this machine, not of the archive. */
function isOurs(error: unknown): boolean {
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO', 'ENOENT'].includes(code);
}
