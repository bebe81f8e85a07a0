import { join } from 'node:path';
import { digestOfFile } from '@maquette/kernel';
import { createSession, type OnnxSession } from '../onnx/session';
import { loadTokeniser, type Tokenise, type Tokens } from './tokeniser';
import { VectorCache } from './vector-cache';

export interface EmbedderOptions {
  /** Default 1. */
  threads?: number;
  /** Folder for vectors of texts that are asked for at every start; without it nothing is kept on disk. */
  cacheFolder?: string;
  /** Sentences remembered in memory. Default 512. */
  remember?: number;
  /** Numbers in an embedding of this model. Default 384. */
  width?: number;
}

export interface EmbedOptions {
  /** These texts are asked for at every start (a vocabulary): keep their vectors in memory and in the cache folder. */
  keep?: boolean;
}

const BATCH = 16;

/**
 * Sentence embeddings, `width` numbers of unit length each, so that a dot product is the cosine similarity.
 * A text's vector does not depend on the other texts of its batch. Texts are cut after 128 tokens (about 90 words).
 */
export class Embedder {
  private readonly remembered = new Map<string, Float32Array>();
  private readonly vocabularies = new Map<string, Promise<Float32Array[]>>();

  private constructor(
    private readonly session: OnnxSession,
    private readonly tokenise: Tokenise,
    private readonly cache: VectorCache | null,
    private readonly limit: number,
    private readonly width: number,
  ) {}

  /**
   * Loads the auxiliary's folder (`embedder.onnx`, `tokenizer.json`, `tokenizer_config.json`).
   * Errors: those of createSession and loadTokeniser.
   */
  static async load(folder: string, options: EmbedderOptions = {}): Promise<Embedder> {
    const path = join(folder, 'embedder.onnx');
    const width = options.width ?? 384;
    const [session, tokenise] = await Promise.all([
      createSession(path, { threads: options.threads ?? 1 }),
      loadTokeniser(folder),
    ]);
    const cache = options.cacheFolder
      ? new VectorCache(options.cacheFolder, await digestOfFile(path), width)
      : null;
    return new Embedder(session, tokenise, cache, options.remember ?? 512, width);
  }

  /** One vector a text, in the order of the texts. Bound: may be handed over as a function. */
  readonly embed = async (texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array[]> => {
    if (options.keep) return this.vocabulary(texts);
    const missing = [...new Set(texts)].filter((text) => !this.remembered.has(text));
    const fresh = new Map<string, Float32Array>();
    (await this.compute(missing)).forEach((vector, i) => fresh.set(missing[i], vector));
    const vectors = texts.map((text) => fresh.get(text) ?? this.remembered.get(text)!);
    texts.forEach((text, i) => this.remember(text, vectors[i]));
    return vectors;
  };

  /** Was the text longer than the embedder reads. */
  truncates(text: string): boolean {
    return this.tokenise(text).truncated;
  }

  async close(): Promise<void> {
    this.remembered.clear();
    this.vocabularies.clear();
    await this.session.release();
  }

  /** Computed once in this process, however many ask at the same time. */
  private vocabulary(texts: readonly string[]): Promise<Float32Array[]> {
    const key = texts.join('\n');
    const known = this.vocabularies.get(key);
    if (known) return known;
    const vectors = this.kept(texts);
    this.vocabularies.set(key, vectors);
    vectors.catch(() => this.vocabularies.delete(key));
    return vectors;
  }

  private async kept(texts: readonly string[]): Promise<Float32Array[]> {
    const found = await this.cache?.read(texts);
    if (found) return found;
    const vectors = await this.compute(texts);
    await this.cache?.write(texts, vectors);
    return vectors;
  }

  /** Texts of like length share a batch, so that little is spent on padding. */
  private async compute(texts: readonly string[]): Promise<Float32Array[]> {
    const tokens = texts.map((text, index) => ({ index, ...this.tokenise(text) }));
    tokens.sort((a, b) => a.ids.length - b.ids.length);
    const vectors = new Array<Float32Array>(texts.length);
    for (let start = 0; start < tokens.length; start += BATCH) {
      const batch = tokens.slice(start, start + BATCH);
      const rows = await this.runBatch(batch);
      batch.forEach(
        ({ index }, row) => (vectors[index] = rows.slice(row * this.width, (row + 1) * this.width)),
      );
    }
    return vectors;
  }

  private async runBatch(batch: readonly Tokens[]): Promise<Float32Array> {
    const length = Math.max(...batch.map(({ ids }) => ids.length));
    const ids = new BigInt64Array(batch.length * length);
    const mask = new BigInt64Array(batch.length * length);
    batch.forEach((tokens, row) =>
      tokens.ids.forEach((id, column) => {
        ids[row * length + column] = BigInt(id);
        mask[row * length + column] = 1n;
      }),
    );
    const dims = [batch.length, length];
    const { embedding } = await this.session.run({
      input_ids: { data: ids, dims },
      attention_mask: { data: mask, dims },
    });
    return embedding.data as Float32Array;
  }

  /** A Map keeps insertion order: the first key is the one not asked for longest. */
  private remember(text: string, vector: Float32Array): void {
    this.remembered.delete(text);
    this.remembered.set(text, vector);
    if (this.remembered.size > this.limit) this.remembered.delete(this.remembered.keys().next().value!);
  }
}
