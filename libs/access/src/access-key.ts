import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { MaquetteError, digestOf, type Digest } from '@maquette/kernel';

/** `mq_<id>_<secret>`: 64 bits that say which key, 256 bits that prove it. */
const KEY = /^mq_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

export interface NewAccessKey {
  /** 16 hexadecimal digits; names the key in lists and in the audit log. */
  id: string;
  /** The whole key. It is shown once and kept nowhere. */
  key: string;
  /** Of the secret: all that is stored. */
  hash: Digest;
}

export function makeAccessKey(): NewAccessKey {
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { id, key: `mq_${id}_${secret}`, hash: digestOf(secret) };
}

/** The parts of a key; null when the text is none. */
export function readAccessKey(text: string): { id: string; secret: string } | null {
  const [, id, secret] = KEY.exec(text) ?? [];
  return id === undefined ? null : { id, secret };
}

/** In a time that does not depend on where the two differ. A plain SHA-256 is enough: the secret has 256 random bits. */
export function provesKey(secret: string, hash: string): boolean {
  const expected = Buffer.from(hash.replace(/^sha256:/, ''), 'hex');
  const given = createHash('sha256').update(secret).digest();
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** One answer for whatever was wrong: no key, a malformed, an unknown, a wrong or a withdrawn one. */
export function notAuthenticated(): MaquetteError {
  return new MaquetteError(
    'refused',
    'not-authenticated',
    'This needs an access key that is known and in force.',
    {
      hint: 'Send "Authorization: Bearer mq_…", or set MAQUETTE_KEY; an administrator hands out keys with `maquette access issue`.',
    },
  );
}
