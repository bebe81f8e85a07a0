import { open, type FileHandle } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { openPromise } from 'yauzl';
import { shown, type ImportProblem } from './import-problem';
import { looksLikePickle } from './pickle';

/** Names that promise a format which runs code when it is read, or is code. */
const EXTENSIONS = new Set(
  ['pkl', 'pickle', 'pt', 'pth', 'ckpt', 'joblib', 'dill', 'mar', 'keras', 'so', 'dll', 'dylib', 'exe'].map(
    (name) => `.${name}`,
  ),
);
const HEAD_BYTES = 64 * 1024;
/** The JSON header of a safetensors file, which readers hold in memory as a whole. */
const SAFETENSORS_HEADER = 16 * 1024 * 1024;
const PROGRAMS = ['7f454c46', '4d5a', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe'];

/** Files that must never lie in a registry, whatever they are called: judged by name and by content. */
export async function forbiddenContent(folder: string, paths: readonly string[]): Promise<ImportProblem[]> {
  const problems: ImportProblem[] = [];
  for (const path of paths) {
    const what = await fault(join(folder, path), path);
    if (what) problems.push(typeof what === 'string' ? forbidden(path, what) : what);
  }
  return problems;
}

async function fault(file: string, path: string): Promise<string | ImportProblem | null> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = await bytesAt(handle, 0, Math.min(size, HEAD_BYTES));
    const last = size > 0 ? (await bytesAt(handle, size - 1, 1))[0] : 0;
    return (
      (EXTENSIONS.has(extname(path).toLowerCase()) ? 'is of a kind that can run code' : null) ??
      (looksLikePickle(head, last) ? 'is a Python pickle, which can run code' : null) ??
      program(head) ??
      numpyFault(head) ??
      (await zippedFault(file, head)) ??
      (path.toLowerCase().endsWith('.safetensors') ? safetensorsFault(path, head, size) : null)
    );
  } finally {
    await handle.close();
  }
}

function program(head: Buffer): string | null {
  const start = head.toString('hex', 0, 4);
  return PROGRAMS.some((magic) => start.startsWith(magic)) ? 'is a program' : null;
}

/** An array of Python objects is a pickle behind a NumPy header. */
function numpyFault(head: Buffer): string | null {
  if (head.toString('latin1', 0, 6) !== '\x93NUMPY') return null;
  const wide = head[6] >= 2;
  const start = wide ? 12 : 10;
  const length = head.length < start ? 0 : wide ? head.readUInt32LE(8) : head.readUInt16LE(8);
  if (length === 0 || start + length > head.length)
    return 'has a NumPy header that is cut off or without end';
  const header = head.toString('latin1', start, start + length);
  // A plain type is '<f4', '|u1', …; a structured one lists such types. O stands for objects in either.
  const types = /'descr'\s*:\s*(.*?)\s*,\s*'(?:fortran_order|shape)'/s.exec(header)?.[1];
  return types === undefined || /['"][|<>=]?O/.test(types) ? 'is a NumPy array of Python objects' : null;
}

/** PyTorch's files are zip files with a pickle inside, whatever their name; so are NumPy's archives. */
async function zippedFault(file: string, head: Buffer): Promise<string | null> {
  if (head.toString('latin1', 0, 4) !== 'PK\x03\x04') return null;
  try {
    const zip = await openPromise(file, { autoClose: true });
    for await (const { fileName } of zip.eachEntry()) {
      if (/\.(pkl|pickle|npy|pt|pth|so|dll|dylib)$/i.test(fileName))
        return `is an archive with ${shown(fileName)} inside`;
    }
    return null;
  } catch {
    return 'is an archive that cannot be read';
  }
}

function safetensorsFault(path: string, head: Buffer, size: number): string | ImportProblem | null {
  if (head.length < 8) return 'is cut off: a safetensors file begins with the length of its header';
  const length = head.readBigUInt64LE(0);
  if (length <= BigInt(SAFETENSORS_HEADER) && length + 8n <= BigInt(size)) return null;
  const message = `${shown(path)} announces a header of ${length} bytes.`;
  const remedy = `A header has at most ${SAFETENSORS_HEADER} bytes and lies in the file; save the weights again.`;
  return { code: 'header-too-long', file: path, message, remedy };
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

const forbidden = (file: string, what: string): ImportProblem => ({
  code: 'content-forbidden',
  file,
  message: `${shown(file)} ${what}.`,
  remedy: 'Export the model as ONNX, and leave this file out.',
});
