import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Source } from './engine-protocol';

/** As much of the browser's Blob as the engine uses, read synchronously. */
export interface EngineBlob {
  readonly size: number;
  slice(start?: number, end?: number): EngineBlob;
  read(): ArrayBuffer;
}

/** Opens the source for one order, and closes it when the work is done. Rejects with the file system's own error. */
export async function withBlob<T>(source: Source, work: (blob: EngineBlob) => Promise<T>): Promise<T> {
  if ('bytes' in source) return work(new BytesBlob(source.bytes));
  const file = openSync(source.path, 'r');
  try {
    return await work(new FileBlob(file, 0, fstatSync(file).size));
  } finally {
    closeSync(file);
  }
}

/** The engine reads blobs through this global of browser workers, which Node has not. */
export class BlobReader {
  readAsArrayBuffer(blob: EngineBlob): ArrayBuffer {
    return blob.read();
  }
}

class BytesBlob implements EngineBlob {
  constructor(private readonly bytes: Uint8Array) {}

  get size(): number {
    return this.bytes.byteLength;
  }

  slice(start = 0, end = this.size): EngineBlob {
    return new BytesBlob(this.bytes.subarray(start, end));
  }

  read(): ArrayBuffer {
    return Uint8Array.from(this.bytes).buffer;
  }
}

class FileBlob implements EngineBlob {
  constructor(
    private readonly file: number,
    private readonly start: number,
    private readonly end: number,
  ) {}

  get size(): number {
    return this.end - this.start;
  }

  slice(start = 0, end = this.size): EngineBlob {
    const last = Math.min(this.start + end, this.end);
    return new FileBlob(this.file, Math.min(this.start + start, last), last);
  }

  read(): ArrayBuffer {
    const bytes = new Uint8Array(this.size);
    for (let done = 0; done < bytes.length;) {
      const read = readSync(this.file, bytes, done, bytes.length - done, this.start + done);
      if (read === 0) throw new RangeError('The file became shorter while it was read.');
      done += read;
    }
    return bytes.buffer;
  }
}
