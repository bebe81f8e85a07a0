import { describe, expect, it } from 'vitest';
import { ARCHITECTURE_MATERIALS } from '../document/vocabulary/architecture';
import { decode, meanColour } from './patterns/canvas';
import { material } from './library';
import type { Texture } from './material';
import { planks } from './patterns/timber';
import { PICTURE_METRES } from './pictures';

/** Pictures are shown once over a whole face; rugs and spines among them repeat all the same. */
const ONE_PIECE = new Set(['painting-warm', 'painting-cool', 'painting-mono', 'screen']);

const linear = Float64Array.from({ length: 256 }, (_, byte) => decode(byte));

const luminances = ({ size, srgb }: Texture): Float64Array =>
  Float64Array.from({ length: size ** 2 }, (_, i) => {
    return 0.2126 * linear[srgb[3 * i]] + 0.7152 * linear[srgb[3 * i + 1]] + 0.0722 * linear[srgb[3 * i + 2]];
  });

/** Mean step between the last and the first line, and the greatest mean step between any two neighbours inside. */
function seam(texture: Texture, vertical: boolean): { seam: number; inside: number } {
  const { size } = texture;
  const light = luminances(texture);
  const steps = Array.from({ length: size }, (_, line) => {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      const next = (line + 1) % size;
      const [a, b] = vertical ? [line * size + k, next * size + k] : [k * size + line, k * size + next];
      sum += Math.abs(light[a] - light[b]);
    }
    return sum / size;
  });
  const wrap = steps[size - 1];
  return { seam: wrap, inside: Math.max(...steps.slice(0, size - 1)) };
}

describe.each(ARCHITECTURE_MATERIALS.map((name) => ({ name })))('$name', ({ name }) => {
  const m = material(name);

  it('is a plausible surface', () => {
    expect(m.name).toBe(name);
    for (const c of m.baseColour) {
      expect(c).toBeGreaterThan(0.015);
      expect(c).toBeLessThanOrEqual(0.86);
    }
    expect(Math.max(...m.baseColour)).toBeGreaterThan(0.025);
    expect(m.roughness).toBeGreaterThan(0);
    expect(m.roughness).toBeLessThanOrEqual(1);
    expect([0, 0.6, 0.7, 1]).toContain(m.metallic);
  });

  it.runIf(m.texture)('has a texture of a sound format and a moderate contrast', () => {
    const texture = m.texture as Texture;
    expect(Math.log2(texture.size) % 1).toBe(0);
    expect(texture.srgb.length).toBe(texture.size ** 2 * 3);
    expect(texture.metres).toBeGreaterThan(0.1);
    expect(meanColour(texture)).toEqual(m.baseColour);
    if (name in PICTURE_METRES) expect(texture.metres).toBe(PICTURE_METRES[name]);
    else expect(deviation(texture) / mean(texture)).toBeLessThan(name === 'checker-tile' ? 1.1 : 0.65);
  });

  it.runIf(m.texture && !ONE_PIECE.has(name))('repeats without a seam', () => {
    for (const vertical of [false, true]) {
      const { seam: wrap, inside } = seam(m.texture as Texture, vertical);
      expect(wrap).toBeLessThanOrEqual(inside * 1.25 + 0.004);
    }
  });
});

const mean = (texture: Texture) => luminances(texture).reduce((a, b) => a + b) / texture.size ** 2;
const deviation = (texture: Texture) => {
  const middle = mean(texture);
  return Math.sqrt(luminances(texture).reduce((sum, v) => sum + (v - middle) ** 2, 0) / texture.size ** 2);
};

describe('patterns', () => {
  it('depend on their seed alone', () => {
    const timber = { light: [0.5, 0.4, 0.3], dark: [0.2, 0.15, 0.1] } as const;
    expect(planks(timber, 4).srgb).toEqual(planks(timber, 4).srgb);
    expect(planks(timber, 4).srgb).not.toEqual(planks(timber, 5).srgb);
  });

  it('shines only where it is a light', () => {
    const shining = ARCHITECTURE_MATERIALS.filter((name) => material(name).emission);
    expect(shining).toEqual(['lamp-warm', 'lamp-cool', 'lamp-spot', 'screen']);
  });

  it('knows the ceramics apart from the metals', () => {
    expect(material('porcelain').metallic).toBe(0);
    expect(material('chrome').metallic).toBe(1);
    expect(() => material('gold' as never)).toThrow(/gold/);
  });
});
