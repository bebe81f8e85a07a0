import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeAccessKey, provesKey, readAccessKey } from './access-key';

const SECRET = 'A'.repeat(43);
const ID = '0123456789abcdef';

describe('an access key', () => {
  it('carries its id and a secret of 256 bits, of which the hash alone is kept', () => {
    const { id, key, hash } = makeAccessKey();
    const parts = readAccessKey(key)!;
    expect(parts.id).toBe(id);
    expect(Buffer.from(parts.secret, 'base64url')).toHaveLength(32);
    expect(hash).toBe(`sha256:${createHash('sha256').update(parts.secret).digest('hex')}`);
    expect(hash).not.toContain(parts.secret);
  });

  it('is another one each time', () => {
    const keys = Array.from({ length: 50 }, makeAccessKey);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(50);
    expect(new Set(keys.map(({ hash }) => hash)).size).toBe(50);
  });

  it.each([
    ['empty', ''],
    ['without the prefix', `${ID}_${SECRET}`],
    ['of another prefix', `sk_${ID}_${SECRET}`],
    ['with a short secret', `mq_${ID}_${SECRET.slice(1)}`],
    ['with a long secret', `mq_${ID}_${SECRET}A`],
    ['with a short id', `mq_${ID.slice(1)}_${SECRET}`],
    ['with an id in capitals', `mq_${ID.toUpperCase()}_${SECRET}`],
    ['with another alphabet', `mq_${ID}_${SECRET.slice(1)}+`],
    ['with white space', ` mq_${ID}_${SECRET}`],
    ['with a line after it', `mq_${ID}_${SECRET}\n`],
    ['twice', `mq_${ID}_${SECRET}mq_${ID}_${SECRET}`],
  ])('is not read from a text that is %s', (_what, text) => {
    expect(readAccessKey(text)).toBeNull();
  });

  it('is proved by its own secret alone', () => {
    const { key, hash } = makeAccessKey();
    const { secret } = readAccessKey(key)!;
    expect(provesKey(secret, hash)).toBe(true);
    for (let i = 0; i < secret.length; i++) {
      const other = secret.slice(0, i) + (secret[i] === 'B' ? 'C' : 'B') + secret.slice(i + 1);
      expect(provesKey(other, hash)).toBe(false);
    }
  });

  it.each(['', 'sha256:', 'sha256:00', 'not a hash'])('is not proved against the hash "%s"', (hash) => {
    expect(provesKey('', hash)).toBe(false);
    expect(provesKey(SECRET, hash)).toBe(false);
  });
});
