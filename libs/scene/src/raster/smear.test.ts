import { describe, expect, it } from 'vitest';
import { type MirrorBlocks, smear } from './smear';

/** One row of flat blocks that mirror a single bright point in the middle; each sees `pace` radians further than the last. */
function row(columns: number, angle: number, pace = 0.01): MirrorBlocks {
  const blocks = {
    columns,
    rows: 1,
    radiance: new Float32Array(columns * 3),
    owner: new Int32Array(columns),
    normal: Float32Array.from({ length: columns * 3 }, (_, i) => Number(i % 3 === 1)),
    angle: new Float32Array(columns).fill(angle),
    pace: new Float32Array(columns).fill(pace),
  };
  blocks.radiance.fill(1, (columns >> 1) * 3, (columns >> 1) * 3 + 3);
  return blocks;
}

const lit = ({ radiance }: MirrorBlocks): number =>
  radiance.filter((value, i) => i % 3 === 0 && value > 0).length;
const sum = ({ radiance }: MirrorBlocks): number => radiance.reduce((total, value) => total + value, 0) / 3;

describe('smeared mirror images', () => {
  it('spread over the angle that the surface gathers, and keep their light', () => {
    const blocks = row(41, 0.05);
    smear(blocks);
    expect(lit(blocks)).toBe(11);
    expect(sum(blocks)).toBeCloseTo(1, 5);
  });

  it('stay as they are on a polished surface', () => {
    const blocks = row(41, 0.001);
    smear(blocks);
    expect(lit(blocks)).toBe(1);
  });

  it('spread over fewer blocks of a curved face, whose mirror turns faster', () => {
    const blocks = row(41, 0.05);
    for (let i = 0; i < 41; i++) blocks.normal.set([Math.sin(i * 0.01), Math.cos(i * 0.01), 0], i * 3);
    smear(blocks);
    expect(lit(blocks)).toBe(5);
  });

  it('end where another material or another face begins', () => {
    const other = row(41, 0.05);
    other.owner.fill(1, 21);
    smear(other);
    expect(lit(other)).toBe(6);
    const folded = row(41, 0.05);
    for (let i = 21; i < 41; i++) folded.normal.set([1, 0, 0], i * 3);
    smear(folded);
    expect(lit(folded)).toBe(6);
  });

  it('do not reach pixels without a mirror', () => {
    const blocks = row(9, 1);
    blocks.owner.fill(-1, 0, 4);
    smear(blocks);
    for (let i = 0; i < 4; i++) expect(blocks.radiance[i * 3]).toBe(0);
  });
});
