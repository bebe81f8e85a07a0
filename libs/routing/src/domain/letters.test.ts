import { describe, expect, it } from 'vitest';
import { letterFeatures } from './letters';

const OPTIONS = { width: 1024, sizes: [3, 4, 5], scale: 0.7 };
const norm = (values: Float32Array) => Math.hypot(...values);

describe('letterFeatures', () => {
  it('is as long as it was told, or nothing at all', () => {
    expect(letterFeatures('a bright kitchen', OPTIONS)).toHaveLength(1024);
    expect(norm(letterFeatures('a bright kitchen', OPTIONS))).toBeCloseTo(0.7, 5);
    for (const empty of ['', '16:9', '…', ' \n']) expect(norm(letterFeatures(empty, OPTIONS))).toBe(0);
  });

  it('puts the groups of a short word where the training script puts them', () => {
    // FNV-1a of "<ab", "ab>" and "<ab>", modulo 1024.
    const filled = [...letterFeatures('ab', OPTIONS).entries()].filter(([, value]) => value > 0);
    expect(filled.map(([bucket]) => bucket)).toEqual([302, 740, 796]);
  });

  it('reads neither case nor accents', () => {
    expect(letterFeatures('Küche ŒIL', OPTIONS)).toEqual(letterFeatures('kuche oeil', OPTIONS));
  });

  it('keeps a misspelt word near to the right one, and away from another', () => {
    const right = letterFeatures('architecture', OPTIONS);
    const dot = (other: string) =>
      letterFeatures(other, OPTIONS).reduce((sum, value, i) => sum + value * right[i], 0);
    expect(dot('architcture')).toBeGreaterThan(3 * dot('refrigerator'));
  });

  it('takes letters beyond 16 bits as one letter each', () => {
    expect(letterFeatures('𠮷𠮷', OPTIONS).filter((value) => value > 0)).toHaveLength(3);
  });
});
