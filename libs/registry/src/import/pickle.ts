const STOP = 0x2e;
const PROTOCOL = 0x80;

/**
 * Does a file begin and end as a Python pickle does? From protocol 2 on it begins with its number; protocols 0 and 1
 * are text: a global name, or a dictionary or list with its memo number, at the very start.
 * @param head the first bytes
 * @param last the last byte: a pickle ends with the opcode STOP
 */
export function looksLikePickle(head: Buffer, last: number): boolean {
  // PyTorch's old files are several pickles with raw bytes behind them: these end with anything.
  if (head[0] === PROTOCOL && head[1] >= 2 && head[1] <= 8) return last === STOP || opensWithOpcode(head);
  if (last !== STOP) return false;
  const text = head.toString('latin1', 0, 4096);
  return (
    /^[(\]}\s]*c[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*\n/.test(text) ||
    /^\((dp|lp|ip|tp)\d+\n/.test(text) ||
    /^\(i[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*\n/.test(text) ||
    /^[(\]}]+q/.test(text)
  );
}

/** What a pickler writes first: a frame, a container, a long, a string, a global, a number. */
function opensWithOpcode(head: Buffer): boolean {
  return (
    head.length > 2 && '\x95]}()cX\x8a\x8b\x8cKMJGUTN\x88\x89C\x8f'.includes(String.fromCharCode(head[2]))
  );
}
