import { ambiguous, Halt, shown, unreadable, type ImportProblem } from './import-problem';
import type { ImportLimits } from './limits';

const BLOCK = 512;
/** Extended headers: PAX for one entry, PAX for all, GNU long name, GNU long link. */
const EXTENDED = 'xgLK';
const KNOWN = `0\x001234567${EXTENDED}`;
/** Kinds that have no bytes, though some programs would skip what their size says. */
const EMPTY = '123456';

/**
 * Lets a tar stream through while reading its structure strictly, so that tar-stream behind it sees nothing that programs
 * take differently: sizes in octal only, no sparse files, no sizes in extended headers, an end of two empty blocks
 * with nothing but zeros after it. Throws Halt.
 */
export async function* guardTar(
  chunks: AsyncIterable<Uint8Array>,
  limits: ImportLimits,
): AsyncGenerator<Uint8Array> {
  const guard = new TarGuard(limits);
  for await (const chunk of chunks) {
    guard.look(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    yield chunk;
  }
  guard.end();
}

class TarGuard {
  private readonly block = Buffer.alloc(BLOCK);
  private filled = 0;
  /** Bytes of the entry in hand, padding included, that are still to come. */
  private toCome = 0;
  private extended: { type: string; bytes: number; chunks: Buffer[] } | null = null;
  private emptyBlocks = 0;

  constructor(private readonly limits: ImportLimits) {}

  look(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      at += this.toCome > 0 ? this.skip(chunk.subarray(at)) : this.fill(chunk.subarray(at));
    }
  }

  end(): void {
    if (this.filled > 0 || this.toCome > 0 || this.emptyBlocks < 2)
      throw new Halt(unreadable('it ends before its end mark'));
  }

  private skip(bytes: Buffer): number {
    const taken = bytes.subarray(0, this.toCome);
    this.extended?.chunks.push(taken);
    this.toCome -= taken.length;
    if (this.toCome === 0 && this.extended) {
      const { type, bytes: length, chunks } = this.extended;
      this.extended = null;
      if (type === 'x' || type === 'g') checkPax(Buffer.concat(chunks).subarray(0, length), type);
    }
    return taken.length;
  }

  private fill(bytes: Buffer): number {
    const taken = bytes.copy(this.block, this.filled, 0, Math.min(bytes.length, BLOCK - this.filled));
    this.filled += taken;
    if (this.filled === BLOCK) {
      this.filled = 0;
      this.header();
    }
    return taken;
  }

  private header(): void {
    if (this.block.every((byte) => byte === 0)) {
      this.emptyBlocks++;
      return;
    }
    if (this.emptyBlocks > 0) throw new Halt(ambiguous('there are bytes after its end mark'));
    const type = String.fromCharCode(this.block[156]);
    const name = this.block.subarray(0, 100).toString('latin1').split('\0')[0];
    if (sum(this.block) !== octal(this.block.subarray(148, 156)))
      throw new Halt(unreadable('a header has a wrong check sum'));
    const size = octal(this.block.subarray(124, 136));
    if (size === null) throw new Halt(unreadable(`${shown(name)} has no size that can be read`, name));
    if (!KNOWN.includes(type))
      throw new Halt(unreadable(`${shown(name)} is of the unknown kind "${shown(type)}"`, name));
    if (EMPTY.includes(type) && size > 0)
      throw new Halt(ambiguous(`${shown(name)} is no file and has a size`, name));
    if (EXTENDED.includes(type)) {
      if (size > this.limits.headerBytes) throw new Halt(headerTooLong(name, this.limits.headerBytes));
      if (size > 0) this.extended = { type, bytes: size, chunks: [] };
    }
    this.toCome = Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** Every record is `LENGTH KEY=VALUE\n`; keys that would move file borders or name all files are refused. */
function checkPax(bytes: Buffer, type: 'x' | 'g'): void {
  const seen = new Set<string>();
  for (let at = 0; at < bytes.length;) {
    const [head, digits] = /^([1-9]\d{0,6}) /.exec(bytes.toString('latin1', at, at + 8)) ?? [];
    const end = at + Number(digits);
    if (head === undefined || end > bytes.length || bytes[end - 1] !== 0x0a)
      throw new Halt(unreadable('an extended header is malformed'));
    const record = bytes.toString('utf8', at + head.length, end - 1);
    const key = record.slice(0, Math.max(0, record.indexOf('=')));
    const moves = key === '' || key === 'size' || key.startsWith('GNU.sparse') || seen.has(key);
    if (moves || (type === 'g' && ['path', 'linkpath'].includes(key)))
      throw new Halt(ambiguous(`an extended header says "${shown(key)}"`));
    seen.add(key);
    at = end;
  }
}

function sum(block: Buffer): number {
  let total = 8 * 32;
  block.forEach((byte, at) => (total += at >= 148 && at < 156 ? 0 : byte));
  return total;
}

/** Null for what is no plain octal number; base 256 is for sizes above 8 GiB, which are too much anyway. */
function octal(field: Buffer): number | null {
  const text = field.toString('latin1');
  if (!/^ *[0-7]*[ \0]*$/.test(text)) return null;
  return Number.parseInt(text.trim().replaceAll('\0', '') || '0', 8);
}

const headerTooLong = (file: string, limit: number): ImportProblem => ({
  code: 'header-too-long',
  file,
  message: `An extended header has more than ${limit} bytes.`,
  remedy: 'Pack the checkpoint again with plain names.',
});
