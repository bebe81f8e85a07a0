import { MaquetteError } from '@maquette/kernel';

/** What the engine is given to read. It is asked to sign the first three only. */
export type MediaType = 'image/png' | 'image/jpeg' | 'video/mp4' | 'image/webp';

/** Bytes of a file's beginning that mediaTypeOf wants. */
export const HEAD_BYTES = 16;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** Brands of still pictures in the same box format as MP4. */
const STILLS = new Set(['avif', 'avis', 'heic', 'heix', 'mif1', 'msf1', 'jxl ', 'crx ']);

/** By the first bytes, whatever the name says. Throws `media-type-unsupported` (bad-input). */
export function mediaTypeOf(head: Uint8Array): MediaType {
  const bytes = Buffer.from(head.subarray(0, HEAD_BYTES));
  const text = bytes.toString('latin1');
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) return 'image/jpeg';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.slice(4, 8) === 'ftyp' && !STILLS.has(text.slice(8, 12))) return 'video/mp4';
  throw new MaquetteError(
    'bad-input',
    'media-type-unsupported',
    'The file is none of PNG, JPEG, WebP and MP4.',
    { hint: 'Content credentials are read from these formats.' },
  );
}
