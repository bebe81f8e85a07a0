import { describe, expect, it } from 'vitest';
import { leafHash } from '../audit-event';
import { nodeHash } from '../merkle/hashes';
import { signLogCheckpoint } from '../notes/log-checkpoint';
import { generateNoteKey, parseVerifierKey } from '../notes/note-key';
import { formatTlogProof, parseTlogProof } from './tlog-proof';
import { verifyTlogProof } from './verify-tlog-proof';

const key = generateNoteKey('maquette/ins_1');
const vkey = parseVerifierKey(key.vkey);
const entries = ['first', 'second', 'größe'].map((text) => Buffer.from(text));
const [a, b, c] = entries.map(leafHash);
const checkpoint = signLogCheckpoint({ size: 3, root: nodeHash(nodeHash(a, b), c) }, key);
const proof = { index: 1, hashes: [a, c], checkpoint, extra: entries[1] };
const text = formatTlogProof(proof);
const code = (code: string) => expect.objectContaining({ kind: 'bad-input', code });

describe('receipts', () => {
  it('are written as the format says', () => {
    expect(text.split('\n').slice(0, 6)).toEqual([
      'c2sp.org/tlog-proof@v1',
      `extra ${entries[1].toString('base64')}`,
      'index 1',
      a.toString('base64'),
      c.toString('base64'),
      '',
    ]);
    expect(text.endsWith(`\n\n${checkpoint}`)).toBe(true);
    expect(parseTlogProof(text)).toEqual(proof);
  });

  it('prove their entry with the public key alone', () => {
    const proven = verifyTlogProof(text, vkey);
    expect(proven).toMatchObject({ index: 1, size: 3, origin: 'maquette/ins_1', entry: entries[1] });
  });

  it('without an entry prove the one that is given', () => {
    const bare = formatTlogProof({ ...proof, extra: null });
    expect(parseTlogProof(bare).extra).toBeNull();
    expect(verifyTlogProof(bare, vkey, entries[1]).index).toBe(1);
    expect(() => verifyTlogProof(bare, vkey, entries[0])).toThrow(code('proof-wrong'));
    expect(() => verifyTlogProof(bare, vkey)).toThrow(code('proof-entry-missing'));
  });

  it.each<[string, Partial<typeof proof>]>([
    ['entry', { extra: entries[0] }],
    ['index', { index: 0 }],
    ['index beyond the tree', { index: 3 }],
    ['hash', { hashes: [b, c] }],
    ['order of hashes', { hashes: [c, a] }],
    ['missing hash', { hashes: [a] }],
    ['hash too many', { hashes: [a, c, c] }],
  ])('with another %s prove nothing', (_, change) => {
    expect(() => verifyTlogProof(formatTlogProof({ ...proof, ...change }), vkey)).toThrow(
      code('proof-wrong'),
    );
  });

  it('prove nothing when the log checkpoint is not signed by the log', () => {
    const other = generateNoteKey('maquette/ins_1');
    const forged = signLogCheckpoint({ size: 1, root: leafHash('lie') }, other);
    const lie = formatTlogProof({ index: 0, hashes: [], checkpoint: forged, extra: Buffer.from('lie') });
    expect(() => verifyTlogProof(lie, vkey)).toThrow(code('note-not-signed'));
    const renamed = text.replace(/\n3\n/, '\n4\n');
    expect(() => verifyTlogProof(renamed, vkey)).toThrow(code('note-signature-wrong'));
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['another first line', text.replace('@v1', '@v2')],
    ['no index', text.replace('index 1\n', '')],
    ['an index with a zero before', text.replace('index 1', 'index 01')],
    ['a negative index', text.replace('index 1', 'index -1')],
    ['an index past what counts', text.replace('index 1', 'index 9007199254740993')],
    ['extra data that is no base64', text.replace('extra ', 'extra !')],
    ['extra data below the index', text.replace(/(extra .*)\n(index 1)/, '$2\n$1')],
    ['a hash that is cut', text.replace(a.toString('base64'), a.subarray(1).toString('base64'))],
    ['a carriage return', text.replace('index 1', 'index 1\r')],
    ['too many hashes', text.replace('index 1\n', `index 1\n${`${a.toString('base64')}\n`.repeat(70)}`)],
  ])('with %s are none', (_, broken) => {
    expect(() => verifyTlogProof(broken, vkey)).toThrow(code('proof-malformed'));
  });
});
