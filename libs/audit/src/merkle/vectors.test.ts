import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion } from './verify';

const FOLDER = join(process.cwd(), 'test/fixtures/merkle');

interface Vector {
  desc: string;
  wantErr: boolean;
  proof: string[] | null;
}

function vectors<T>(kind: 'inclusion' | 'consistency'): [string, T & Vector][] {
  return readdirSync(join(FOLDER, kind), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(FOLDER, path), JSON.parse(readFileSync(path, 'utf8')) as T & Vector];
    });
}

const bytes = (text: string | null) => Buffer.from(text ?? '', 'base64');
const hashes = (texts: string[] | null) => (texts ?? []).map(bytes);

describe('inclusion vectors', () => {
  const all = vectors<{ leafIdx: number; treeSize: number; root: string; leafHash: string }>('inclusion');

  it('are there', () => {
    expect(all).toHaveLength(49);
    expect(all.filter(([, { wantErr }]) => !wantErr).length).toBeGreaterThanOrEqual(3);
  });

  it.each(all)('%s', (_, { leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
    const claim = {
      index: leafIdx,
      size: treeSize,
      leaf: bytes(leafHash),
      proof: hashes(proof),
      root: bytes(root),
    };
    expect(verifyInclusion(claim)).toBe(!wantErr);
  });
});

describe('consistency vectors', () => {
  const all = vectors<{ size1: number; size2: number; root1: string; root2: string }>('consistency');

  it('are there', () => {
    expect(all).toHaveLength(43);
    expect(all.filter(([, { wantErr }]) => !wantErr).length).toBeGreaterThanOrEqual(3);
  });

  it.each(all)('%s', (_, { size1, size2, root1, root2, proof, wantErr }) => {
    const claim = {
      from: size1,
      to: size2,
      fromRoot: bytes(root1),
      toRoot: bytes(root2),
      proof: hashes(proof),
    };
    expect(verifyConsistency(claim)).toBe(!wantErr);
  });
});
