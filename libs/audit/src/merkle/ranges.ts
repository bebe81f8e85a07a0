/** Leaves `begin` to `end`, without `end`. */
export interface LeafRange {
  begin: number;
  end: number;
}

/** The perfect subtree over leaves index × 2^level to (index + 1) × 2^level. */
export interface Subtree {
  level: number;
  index: number;
}

/** The ranges whose hashes are the inclusion proof of a leaf in a tree of `size`, from the leaf's sibling up (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + largestPowerBelow(end - begin);
    if (index < middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  return ranges.reverse();
}

/** The ranges whose hashes prove that the tree of `from` leaves is the beginning of that of `to` (RFC 6962, 2.1.2). */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  if (from === 0 || from === to) return [];
  const ranges: LeafRange[] = [];
  let [begin, end] = [0, to];
  while (end !== from) {
    const middle = begin + largestPowerBelow(end - begin);
    if (from <= middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  // What is left is part of the old tree; its hash is known to the reader when it is the old tree itself.
  if (begin > 0) ranges.push({ begin, end });
  return ranges.reverse();
}

/** The perfect subtrees that a range as above is made of, the largest first. */
export function subtreesOf({ begin, end }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = begin; at < end;) {
    const length = largestPowerUpTo(end - at);
    subtrees.push({ level: Math.log2(length), index: at / length });
    at += length;
  }
  return subtrees;
}

/** The largest power of two that is less than `n`, which is at least 2. */
function largestPowerBelow(n: number): number {
  return largestPowerUpTo(n - 1);
}

function largestPowerUpTo(n: number): number {
  let power = 1;
  while (power * 2 <= n) power *= 2;
  return power;
}
