import { createHash } from 'node:crypto';

/** `urn:maquette:checkpoint:<domain>/<name>:<version>` */
export function checkpointUrn(checkpoint: { domain: string; name: string; version: string }): string {
  return `urn:maquette:checkpoint:${checkpoint.domain}/${checkpoint.name}:${checkpoint.version}`;
}

/**
 * A UUID (RFC 9562, version 8) that follows from the text alone, so that exporting the same record again gives the same
 * document.
 */
export function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text, 'utf8').digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join('-');
}
