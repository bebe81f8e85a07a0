import { canonicalJson, digestOf, type Digest } from '@maquette/kernel';
import type { RecordFile } from './checkpoint-record';

/** SHA-256 over the canonical JSON of the files, sorted by path (code units): the identity of a checkpoint's bytes. */
export function checkpointDigest(files: readonly RecordFile[]): Digest {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return digestOf(canonicalJson(sorted));
}
