import { MaquetteError } from '@maquette/kernel';
import { HASH_BYTES } from '../merkle/hashes';
import { fromBase64 } from '../notes/base64';

/** A receipt: that an entry is in a log, checkable without the log (C2SP tlog-proof). */
export interface TlogProof {
  index: number;
  /** From the leaf's sibling to the root's child. */
  hashes: Buffer[];
  /** The signed log checkpoint, as it is. */
  checkpoint: string;
  /** What the application lays beside it; not covered by the proof. Ours is the entry itself. */
  extra: Buffer | null;
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
/** Longer than any path of a tree that can be counted. */
const MAX_HASHES = 64;

export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [
    FIRST_LINE,
    ...(extra ? [`extra ${extra.toString('base64')}`] : []),
    `index ${index}`,
    ...hashes.map((hash) => hash.toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Takes a receipt apart and proves nothing. Errors: `proof-malformed` (bad-input). */
export function parseTlogProof(text: string): TlogProof {
  const end = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(0, end)).split('\n');
  if (first !== FIRST_LINE) throw malformed(`its first line is not ${FIRST_LINE}`);
  const extra = lines[0]?.startsWith('extra ')
    ? fromBase64(lines.shift()!.slice('extra '.length))
    : undefined;
  if (extra === null) throw malformed('its extra data is not base64');
  const [, index] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '') ?? [];
  if (index === undefined || !Number.isSafeInteger(Number(index))) throw malformed('it names no index');
  if (lines.length > MAX_HASHES) throw malformed(`it has more than ${MAX_HASHES} hashes`);
  const hashes = lines.map((line) => {
    const hash = fromBase64(line);
    if (hash?.length !== HASH_BYTES) throw malformed('a line of it is not a hash');
    return hash;
  });
  return { index: Number(index), hashes, checkpoint: text.slice(end + 2), extra: extra ?? null };
}

function malformed(reason: string): MaquetteError {
  return new MaquetteError(
    'bad-input',
    'proof-malformed',
    `This is not a transparency log proof: ${reason}.`,
    {
      hint: 'See c2sp.org/tlog-proof; maquette audit proof makes one.',
    },
  );
}
