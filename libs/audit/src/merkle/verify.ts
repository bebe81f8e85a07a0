import { EMPTY_ROOT, nodeHash, sameHash } from './hashes';

/**
 * True when the proof leads from the leaf to the root (RFC 9162, 2.1.3.2). Any number may be given: one that is no index
 * of the tree is answered false.
 */
export function verifyInclusion(claim: {
  index: number;
  size: number;
  leaf: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}): boolean {
  const { index, size, leaf, proof, root } = claim;
  if (!areCounts(index, size) || index >= size) return false;
  let [at, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameHash(hash, root);
}

/** True when the first tree is the beginning of the second one (RFC 9162, 2.1.4.2). The empty tree begins every tree. */
export function verifyConsistency(claim: {
  from: number;
  to: number;
  fromRoot: Uint8Array;
  toRoot: Uint8Array;
  proof: readonly Uint8Array[];
}): boolean {
  const { from, to, fromRoot, toRoot, proof } = claim;
  if (!areCounts(from, to) || from > to) return false;
  if (from === to) return proof.length === 0 && sameHash(fromRoot, toRoot);
  if (from === 0) return proof.length === 0 && sameHash(fromRoot, EMPTY_ROOT);
  if (proof.length === 0) return false;
  // A first tree that is one perfect subtree is no part of its own proof.
  const [start, ...path] = isPowerOfTwo(from) ? [fromRoot, ...proof] : proof;
  let [at, last] = [from - 1, to - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  let [first, second] = [start, start];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      first = nodeHash(sibling, first);
      second = nodeHash(sibling, second);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      second = nodeHash(second, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameHash(first, fromRoot) && sameHash(second, toRoot);
}

function areCounts(...numbers: number[]): boolean {
  return numbers.every((number) => Number.isSafeInteger(number) && number >= 0);
}

// Trees may have more than 2^31 leaves: no bit operators, which would cut them off.
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n));
