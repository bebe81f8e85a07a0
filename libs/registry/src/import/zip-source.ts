import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { openPromise, type Entry, type LocalFileHeader, type ZipFile } from 'yauzl';
import {
  ambiguous,
  Halt,
  noFile,
  shown,
  symbolicLink,
  tooLarge,
  unreadable,
  type ImportProblem,
} from './import-problem';
import type { Intake } from './intake';
import { zipOutline, type ZipOutline } from './zip-outline';

const CHUNK = 1 << 18;
const ENCRYPTED = 0x1;
const SIZES_FOLLOW = 0x8;
const STRONGLY_ENCRYPTED = 0x40;
const UTF8 = 0x800;
const WIDE = 0xffffffff;
/** Info-ZIP's second file name. */
const UNICODE_PATH = 0x7075;
/** Lengths that a data descriptor can have: with and without signature, 32 or 64 bits. */
const DESCRIPTORS = [12, 16, 20, 24];
const FILE_TYPE = { mask: 0o170000, symlink: 0o120000, folder: 0o040000, file: 0o100000 };

/** One entry, and where in the file its bytes are. */
interface Placed {
  entry: Entry;
  name: string;
  header: LocalFileHeader;
}

/** Unpacks a zip file. Its whole directory is checked against the file before the first byte is unpacked. */
export async function readZip(path: string, intake: Intake): Promise<void> {
  const { outline, size } = await outlineOf(path);
  intake.expect(outline.entries);
  const zip = await openPromise(path, { decodeStrings: false, autoClose: false }).catch(halt);
  try {
    const placed = await readDirectory(zip, outline);
    checkSpans(placed, outline.directoryStart);
    for (const one of placed) await unpack(zip, one, size, intake);
  } finally {
    zip.close();
  }
}

async function outlineOf(path: string): Promise<{ outline: ZipOutline; size: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return { outline: await zipOutline(file, size), size };
  } finally {
    await file.close();
  }
}

async function readDirectory(zip: ZipFile, outline: ZipOutline): Promise<Placed[]> {
  const placed: Placed[] = [];
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      bytes += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      placed.push({ entry, name: nameOf(entry), header: await zip.readLocalFileHeaderPromise(entry) });
    }
  } catch (error) {
    halt(error);
  }
  if (bytes !== outline.directoryBytes)
    throw new Halt(ambiguous('its directory holds more than its entries'));
  return placed;
}

/** Without the flag for UTF-8 a name is ASCII, or means something else on every system. */
function nameOf({ fileNameRaw, generalPurposeBitFlag }: Entry): string {
  const text = fileNameRaw.toString('utf8');
  const plain = fileNameRaw.every((byte) => byte < 128);
  return plain || generalPurposeBitFlag & UTF8 ? text : `${text}\uFFFD`;
}

/** The entries must fill the file from its first byte to the directory, one behind the other. */
function checkSpans(placed: readonly Placed[], directoryStart: number): void {
  let end = 0;
  let slack = [0];
  const sorted = [...placed].sort(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  );
  for (const { entry, header, name } of sorted) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) throw new Halt(ambiguous(`${shown(name)} overlaps another file`, name));
    if (!slack.includes(start - end))
      throw new Halt(ambiguous(`there are bytes before ${shown(name)} that belong to no file`, name));
    end = header.fileDataStart + entry.compressedSize;
    slack = entry.generalPurposeBitFlag & SIZES_FOLLOW ? DESCRIPTORS : [0];
  }
  if (!slack.includes(directoryStart - end))
    throw new Halt(ambiguous('there are bytes before its directory that belong to no file'));
}

async function unpack(zip: ZipFile, placed: Placed, archiveBytes: number, intake: Intake): Promise<void> {
  const { entry, name } = placed;
  intake.count();
  const problem = entryProblem(placed);
  if (problem) return intake.note(problem);
  if (name.endsWith('/')) return void intake.admit(name.slice(0, -1), 'folder');
  if (!intake.admit(name, 'file')) return;
  if (entry.uncompressedSize > intake.limits.fileBytes)
    return intake.note(tooLarge(name, intake.limits.fileBytes));
  try {
    await intake.write(name, contentOf(zip, placed, intake, archiveBytes));
  } catch (error) {
    if (error instanceof Unsound) intake.note(error.problem);
    else if (error instanceof Halt || isOurDisk(error)) throw error;
    else intake.note(unreadable(`${shown(name)}: ${(error as Error).message}`, name));
  }
}

/** The file's bytes, inflated. Nothing is opened before somebody reads: an error of a stream must find its reader. */
async function* contentOf(
  zip: ZipFile,
  { entry, name }: Placed,
  intake: Intake,
  archiveBytes: number,
): AsyncGenerator<Uint8Array> {
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const inflate = entry.compressionMethod === 8 ? createInflateRaw({ chunkSize: CHUNK }) : null;
  if (inflate) pipeline(packed, inflate, () => undefined); // the reader below gets the error
  let bytes = 0;
  for await (const chunk of (inflate ?? packed) as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    intake.unpack(chunk.byteLength, archiveBytes);
    if (bytes > entry.uncompressedSize) throw new Unsound(wrongSize(name));
    yield chunk;
  }
  if (bytes !== entry.uncompressedSize) throw new Unsound(wrongSize(name));
  if (inflate && inflate.bytesWritten !== entry.compressedSize)
    throw new Unsound(ambiguous(`there are bytes behind those of ${shown(name)}`, name));
}

/** One file that is not what the directory says; the others may still be read. */
class Unsound extends Error {
  constructor(readonly problem: ImportProblem) {
    super(problem.message);
  }
}

function entryProblem({ entry, name, header }: Placed): ImportProblem | null {
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE.mask;
  if (type === FILE_TYPE.symlink) return symbolicLink(name);
  if (type !== 0 && type !== FILE_TYPE.folder && type !== FILE_TYPE.file)
    return noFile(name, 'a device or a pipe');
  if ((type === FILE_TYPE.folder) !== name.endsWith('/') && type !== 0)
    return ambiguous(`${shown(name)} is a file and a folder at once`, name);
  if (name.endsWith('/') && entry.uncompressedSize > 0)
    return ambiguous(`the folder ${shown(name)} has bytes of its own`, name);
  if (entry.generalPurposeBitFlag & (ENCRYPTED | STRONGLY_ENCRYPTED)) return encrypted(name);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return compression(name, entry);
  if (entry.extraFields.some(({ id }) => id === UNICODE_PATH) || !agrees(entry, header))
    return ambiguous(`the directory and the file ${shown(name)} itself contradict each other`, name);
  return null;
}

function agrees(entry: Entry, header: LocalFileHeader): boolean {
  const flags = ENCRYPTED | SIZES_FOLLOW | UTF8;
  const sizesFollow = (entry.generalPurposeBitFlag & SIZES_FOLLOW) !== 0;
  const size = (local: number, central: number) =>
    local === central || local === WIDE || (sizesFollow && local === 0);
  return (
    header.fileName.equals(entry.fileNameRaw) &&
    header.compressionMethod === entry.compressionMethod &&
    (header.generalPurposeBitFlag & flags) === (entry.generalPurposeBitFlag & flags) &&
    size(header.compressedSize, entry.compressedSize) &&
    size(header.uncompressedSize, entry.uncompressedSize) &&
    size(header.crc32, entry.crc32)
  );
}

const encrypted = (file: string): ImportProblem => ({
  code: 'archive-encrypted',
  file,
  message: `${shown(file)} is encrypted.`,
  remedy: 'Pack the checkpoint without a password.',
});

const compression = (file: string, { compressionMethod }: Entry): ImportProblem => ({
  code: 'archive-compression',
  file,
  message: `${shown(file)} is compressed by method ${compressionMethod}; only stored and deflated files are read.`,
  remedy: 'Pack the checkpoint with plain zip.',
});

const wrongSize = (file: string): ImportProblem => ({
  code: 'size-mismatch',
  file,
  message: `${shown(file)} does not unpack to the size that the archive says.`,
  remedy: 'Pack the checkpoint again with zip or tar, and import that.',
});

function isOurDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function halt(error: unknown): never {
  if (error instanceof Halt || isOurDisk(error)) throw error;
  const { message } = error as Error;
  throw new Halt(/encryption/.test(message) ? encrypted('.') : unreadable(message));
}
