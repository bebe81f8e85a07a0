import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openLogCheckpoint, parseLogCheckpoint, signLogCheckpoint } from './log-checkpoint';
import { generateNoteKey, parseSignerKey, parseVerifierKey } from './note-key';
import { parseNote, signNote, verifyNote } from './signed-note';

// A published example of the format: text, key and signature (golang.org/x/mod/sumdb/note).
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n" +
  '\n' +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';

const root = createHash('sha256').update('root').digest();
const key = generateNoteKey('maquette/ins_1');
const other = generateNoteKey('maquette/ins_2');
const code = (code: string) => expect.objectContaining({ kind: 'bad-input', code });

describe('signed notes', () => {
  it('of others can be checked', () => {
    const peter = parseVerifierKey(PETER);
    const { text, signers } = verifyNote(NOTE, [peter, parseVerifierKey(ENOCH)]);
    expect(text).toBe(NOTE.slice(0, NOTE.indexOf('\n\n') + 1));
    expect(signers).toEqual([peter]);
  });

  it('pass over signatures of unknown keys, and count those of several known ones', () => {
    const note = signNote('text\n\nwith an empty line\n', [key, other]);
    expect(verifyNote(note, [other]).signers).toEqual([other]);
    expect(verifyNote(note, [key, other])).toEqual({
      text: 'text\n\nwith an empty line\n',
      signers: [key, other],
    });
    const foreign = generateNoteKey(key.name); // the same name, another key
    expect(() => verifyNote(note, [foreign])).toThrow(code('note-not-signed'));
    expect(() => verifyNote(note, [])).toThrow(code('note-not-signed'));
  });

  it('are refused when one known signature is wrong, even beside a right one', () => {
    const note = signNote('text\n', [key, other]);
    const stolen = signNote('another text\n', [key]).split('\n\n')[1];
    const forged = note.replace(/— maquette\/ins_1 .*\n/, stolen);
    expect(() => verifyNote(forged, [key, other])).toThrow(code('note-signature-wrong'));
    expect(() => verifyNote(note.replace('text', 'next'), [key])).toThrow(code('note-signature-wrong'));
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no signature', 'text\n'],
    ['no empty line', 'text\n— a AAAAAAA=\n'],
    ['no signature below the line', 'text\n\n'],
    ['no newline at the end', NOTE.slice(0, -1)],
    ['a hyphen for the dash', NOTE.replace('—', '-')],
    ['a tab', NOTE.replace('If you', 'If\tyou')],
    ['a carriage return', NOTE.replaceAll('\n', '\r\n')],
    ['a zero byte', NOTE.replace('If', '\0')],
    ['base64 with a missing sign', NOTE.replace('nAM=', 'nAM')],
    ['base64 with stray bits', NOTE.replace('nAM=', 'nAN=')],
    ['base64 for addresses', NOTE.replace('x08go/', 'x08go_')],
    ['a signature of nothing', 'text\n\n— a AAAAAA==\n'],
    ['a plus in the name', 'text\n\n— a+b AAAAAAA=\n'],
    ['two spaces', NOTE.replace('Neumann ', 'Neumann  ')],
    ['half a character', NOTE.replace('If', '\ud800')],
    ['too many signatures', `text\n\n${'— a AAAAAAA=\n'.repeat(101)}`],
    ['too many bytes', NOTE.replace('If', 'x'.repeat(1_000_000))],
  ])('with %s are none', (_, note) => {
    expect(() => parseNote(note)).toThrow(code('note-malformed'));
  });

  it('are read with as many signatures as verifiers must take', () => {
    expect(parseNote(`text\n\n${'— a AAAAAAA=\n'.repeat(16)}`).signatures).toHaveLength(16);
  });

  it('are not made of what is no text', () => {
    expect(() => signNote('text', [key])).toThrow(RangeError);
    expect(() => signNote('te\txt\n', [key])).toThrow(RangeError);
  });
});

describe('keys of notes', () => {
  it('come back from their text', () => {
    expect(parseVerifierKey(`${key.vkey}\n`).vkey).toBe(key.vkey);
    const again = parseSignerKey(`${key.privateText}\n`);
    expect(signNote('text\n', [again])).toBe(signNote('text\n', [key]));
    expect(key.privateText).not.toContain(key.vkey.slice(-20));
  });

  it('have the id of the format', () => {
    const [, name, id, encoded] = /^([^+]+)\+([^+]+)\+(.*)$/.exec(key.vkey)!; // base64 has the plus, too
    const bytes = Buffer.concat([Buffer.from(`${name}\n`), Buffer.from(encoded, 'base64')]);
    expect(createHash('sha256').update(bytes).digest('hex').slice(0, 8)).toBe(id);
  });

  it.each([
    '',
    'name',
    PETER.replace('c74f20a3', 'c74f20a4'),
    PETER.replace('c74f20a3', 'C74F20A3'),
    PETER.replace('PeterNeumann', 'PeterNewmann'),
    PETER.replace('ARpc', 'Ahpc'),
    PETER.replace('TW', 'T'),
    `${PETER}+more`,
    'PRIVATE+KEY+a+00000000+AAAA',
  ])('that are none are refused: %s', (text) => {
    expect(() => parseVerifierKey(text)).toThrow(code('note-key-malformed'));
    expect(() => parseSignerKey(text)).toThrow(code('note-key-malformed'));
  });

  it.each(['', 'two words', 'a+b', 'new\nline', 'thin space', 'bell\u0007'])(
    'do not take the name %j',
    (name) => {
      expect(() => generateNoteKey(name)).toThrow(code('note-key-malformed'));
    },
  );

  it('do not repeat a private key that cannot be read', () => {
    const broken = key.privateText.replace(/\+[0-9a-f]{8}\+/, '+00000000+');
    const secret = key.privateText.split('+').slice(4).join('+');
    try {
      parseSignerKey(broken);
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify([error, (error as Error).message])).not.toContain(secret);
    }
  });
});

describe('log checkpoints', () => {
  it('are three lines under one signature', () => {
    const note = signLogCheckpoint({ size: 42, root }, key);
    expect(note.split('\n').slice(0, 4)).toEqual(['maquette/ins_1', '42', root.toString('base64'), '']);
    expect(openLogCheckpoint(note, key)).toEqual({ origin: 'maquette/ins_1', size: 42, root });
  });

  it('of the published example can be read', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    expect(parseLogCheckpoint(text)).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
    });
    expect(parseLogCheckpoint(`${text}extension\n`).size).toBe(20_852_163);
  });

  it.each([
    '',
    'a\n1\n',
    `a\n1\n${root.toString('hex')}\n`,
    `a\n01\n${root.toString('base64')}\n`,
    `a\n-1\n${root.toString('base64')}\n`,
    `a\n1e3\n${root.toString('base64')}\n`,
    `a\n9007199254740993\n${root.toString('base64')}\n`,
    `\n1\n${root.toString('base64')}\n`,
    `a\n1\n${root.subarray(1).toString('base64')}\n`,
    `a\n1\n${root.toString('base64')}`,
    `a\n1\n${root.toString('base64')}\n\n`,
  ])('that are none are refused: %j', (text) => {
    expect(() => parseLogCheckpoint(text)).toThrow(code('log-checkpoint-malformed'));
  });

  it('of another log are refused, though the key signed them', () => {
    const note = signNote(`elsewhere\n1\n${root.toString('base64')}\n`, [key]);
    expect(() => openLogCheckpoint(note, key)).toThrow(code('log-checkpoint-foreign'));
  });
});
