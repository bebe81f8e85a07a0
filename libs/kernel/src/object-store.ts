import type { Readable } from 'node:stream';
import type { Digest } from './digest';

export interface StoredObject {
  digest: Digest;
  bytes: number;
}

/** A half-open byte range `[start, end)`. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Content-addressed storage: an object's name is its digest, so a put is idempotent and an object never changes.
 * Nothing is visible under its digest before all its bytes arrived and were verified.
 * Errors: `object-not-found` (not-found), `digest-mismatch` (bad-input), `store-full` / `store-unreachable` (unavailable).
 */
export interface ObjectStore {
  /** Stores the file's bytes; with `expected`, refuses bytes of another digest. */
  putFile(path: string, expected?: Digest): Promise<StoredObject>;
  putBytes(bytes: Uint8Array, expected?: Digest): Promise<StoredObject>;
  /** A stream of the whole object, or of a range of it. */
  read(digest: Digest, range?: ByteRange): Promise<Readable>;
  /** Size of the object, or null when it is not there. */
  stat(digest: Digest): Promise<StoredObject | null>;
  /** Removes the object; one that is not there is no error. */
  remove(digest: Digest): Promise<void>;
  /** Resolves when the store can be written and read; rejects with the reason otherwise. */
  check(): Promise<void>;
  close(): Promise<void>;
}
