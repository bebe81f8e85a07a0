import { EMPTY_ROOT, nodeHash } from './hashes';

/**
 * The perfect subtrees that a tree of some size consists of: all that is needed to append leaves and to know the root.
 * Holds one hash for every bit that is set in the size.
 */
export class CompactRange {
  private leaves = 0;
  /** From the largest subtree, on the left, to the smallest. */
  private readonly subtrees: Buffer[] = [];

  get size(): number {
    return this.leaves;
  }

  append(leaf: Buffer): void {
    let hash = leaf;
    for (let carry = this.leaves; carry % 2 === 1; carry = Math.floor(carry / 2))
      hash = nodeHash(this.subtrees.pop()!, hash);
    this.subtrees.push(hash);
    this.leaves++;
  }

  root(): Buffer {
    return this.subtrees.length > 0 ? foldSubtrees(this.subtrees) : EMPTY_ROOT;
  }
}

/** Hash over neighbouring perfect subtrees, the largest first: the smaller ones are hashed together before. */
export function foldSubtrees(subtrees: readonly Buffer[]): Buffer {
  return subtrees.reduceRight((right, left) => nodeHash(left, right));
}
