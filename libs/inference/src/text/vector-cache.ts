import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Embeddings kept on disk, one file for one list of texts under one model. A cache only: whatever goes wrong with the
 * file means that the vectors are computed again.
 */
export class VectorCache {
  constructor(
    private readonly folder: string,
    /** Digest of the model: another model never reads these vectors. */
    private readonly modelDigest: string,
    private readonly width: number,
  ) {}

  async read(texts: readonly string[]): Promise<Float32Array[] | null> {
    const bytes = await readFile(this.pathOf(texts)).catch(() => null);
    if (!bytes || bytes.length !== texts.length * this.width * 4) return null;
    const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    return texts.map((_, i) => values.slice(i * this.width, (i + 1) * this.width));
  }

  async write(texts: readonly string[], vectors: readonly Float32Array[]): Promise<void> {
    const path = this.pathOf(texts);
    const part = `${path}.${process.pid}.part`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(
        part,
        Buffer.concat(vectors.map((v) => Buffer.from(v.buffer, v.byteOffset, v.byteLength))),
      );
      await rename(part, path);
    } catch {
      // No room or no permission: the next start computes them again.
    }
  }

  private pathOf(texts: readonly string[]): string {
    const key = createHash('sha256')
      .update(JSON.stringify([this.modelDigest, texts]))
      .digest('hex');
    return join(this.folder, `${key.slice(0, 32)}.f32`);
  }
}
