const STANDARD = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const URL_SAFE = /^[A-Za-z0-9_-]*={0,2}$/;

/** Bytes of standard or URL-safe base64 (protobuf's JSON mapping allows both); null for anything else. */
export function base64Bytes(text: unknown): Buffer | null {
  if (typeof text !== 'string' || text === '') return null;
  if (STANDARD.test(text)) return Buffer.from(text, 'base64');
  return URL_SAFE.test(text) && text.replace(/=+$/, '').length % 4 !== 1
    ? Buffer.from(text, 'base64url')
    : null;
}
