import { MaquetteError } from '@maquette/kernel';
import { MAX_LEAF_BYTES } from '../audit-event';

const LENGTH_BYTES = 2;

/** The entries of one tile as C2SP tlog-tiles has them: each behind its length, an unsigned 16-bit number, big-endian. */
export function formatEntryBundle(leaves: readonly string[]): Buffer {
  return Buffer.concat(
    leaves.flatMap((leaf) => {
      const bytes = Buffer.from(leaf, 'utf8');
      if (bytes.length > MAX_LEAF_BYTES)
        throw new RangeError(`an entry of ${bytes.length} bytes fits no bundle`);
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** The entries of a bundle, byte by byte. Throws `bundle-malformed` (bad-input) when it ends within an entry. */
export function parseEntryBundle(bundle: Uint8Array): Buffer[] {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const begin = at + LENGTH_BYTES;
    const end = begin <= bytes.length ? begin + bytes.readUInt16BE(at) : Infinity;
    if (end > bytes.length) {
      throw new MaquetteError(
        'bad-input',
        'bundle-malformed',
        `The entry bundle ends within entry ${entries.length}.`,
      );
    }
    entries.push(bytes.subarray(begin, end));
    at = end;
  }
  return entries;
}
