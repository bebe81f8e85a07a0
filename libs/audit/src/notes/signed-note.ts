import { MaquetteError } from '@maquette/kernel';
import { fromBase64 } from './base64';
import { isKeyName, type SignerKey, type VerifierKey } from './note-key';

/** A text with the signatures under it, none of them checked (C2SP signed-note). */
export interface SignedNote {
  /** Ends in a newline. */
  text: string;
  signatures: NoteSignature[];
}

export interface NoteSignature {
  name: string;
  keyId: number;
  signature: Buffer;
}

/** More than any log or witness writes. */
const MAX_NOTE_BYTES = 1_000_000;
const MAX_SIGNATURES = 100;
const KEY_ID_BYTES = 4;

/** The note, signed by each key. The text ends in a newline and has no other control characters. */
export function signNote(text: string, keys: readonly SignerKey[]): string {
  if (!isNoteText(text))
    throw new RangeError('a note is text without control characters that ends in a newline');
  const lines = keys.map((key) => {
    const id = Buffer.alloc(KEY_ID_BYTES);
    id.writeUInt32BE(key.id);
    return `— ${key.name} ${Buffer.concat([id, key.sign(text)]).toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** Takes a note apart. Errors: `note-malformed` (bad-input). */
export function parseNote(note: string): SignedNote {
  const end = note.lastIndexOf('\n\n');
  if (Buffer.byteLength(note) > MAX_NOTE_BYTES) throw malformed('it is longer than a million bytes');
  if (end < 0 || !isNoteText(note)) throw malformed('it is not text, an empty line and signatures');
  const lines = note
    .slice(end + 2)
    .split('\n')
    .slice(0, -1);
  if (lines.length === 0) throw malformed('it has no signature');
  if (lines.length > MAX_SIGNATURES) throw malformed(`it has more than ${MAX_SIGNATURES} signatures`);
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureIn) };
}

/**
 * The text of a note, and which of the known keys signed it. Signatures of other keys are passed over. Errors (bad-input):
 * `note-malformed`, `note-signature-wrong` when one of a known key is not its own, `note-not-signed` when no known key signed.
 */
export function verifyNote(
  note: string,
  keys: readonly VerifierKey[],
): { text: string; signers: VerifierKey[] } {
  const { text, signatures } = parseNote(note);
  const signers = new Set<VerifierKey>();
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((candidate) => candidate.name === name && candidate.id === keyId);
    if (!key) continue;
    if (!key.verify(text, signature)) {
      throw new MaquetteError(
        'bad-input',
        'note-signature-wrong',
        `The signature of ${name} is not over this text.`,
        {
          hint: 'The text or the signature was changed after signing: get the note again from its source.',
          details: { key: key.vkey },
        },
      );
    }
    signers.add(key);
  }
  if (signers.size > 0) return { text, signers: [...signers] };
  const found = signatures.map(({ name }) => name).join(', ');
  throw new MaquetteError(
    'bad-input',
    'note-not-signed',
    `No known key signed this; signatures are by ${found}.`,
    {
      hint: 'Give the public key of the log that the note comes from.',
      details: { known: keys.map(({ vkey }) => vkey) },
    },
  );
}

function signatureIn(line: string): NoteSignature {
  const [, name, encoded] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? null : fromBase64(encoded);
  if (!bytes || bytes.length <= KEY_ID_BYTES || !isKeyName(name))
    throw malformed('a signature line is not one');
  return { name, keyId: bytes.readUInt32BE(), signature: bytes.subarray(KEY_ID_BYTES) };
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && !/[\u0000-\u0009\u000b-\u001f\p{Surrogate}]/u.test(text);
}

function malformed(reason: string): MaquetteError {
  return new MaquetteError('bad-input', 'note-malformed', `This is not a signed note: ${reason}.`, {
    hint: 'See c2sp.org/signed-note; a note must be passed on byte by byte.',
  });
}
