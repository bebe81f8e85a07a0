import { describe, expect, it } from 'vitest';
import { FABRICS, LIPS, SKINS } from '../../document/vocabulary/fashion';
import { material } from '../library';
import { FABRIC_RECIPES } from './fabrics';

describe.each(FABRICS)('%s', (fabric) => {
  it('has a texture of its colour, the same each time, and shows its back', () => {
    const [red, navy] = [material(`red-${fabric}`), material(`navy-${fabric}`)];
    expect(red.thin).toBe(true);
    expect(red.baseColour[0] / red.baseColour[2]).toBeGreaterThan(navy.baseColour[0] / navy.baseColour[2]);
    const again = FABRIC_RECIPES[`red-${fabric}`].texture!;
    expect(again(5).srgb).toEqual(again(5).srgb);
    expect(new Set(red.texture!.srgb).size).toBeGreaterThan(3);
  });
});

describe('fabrics', () => {
  it('tell silk and satin from wool by how they shine', () => {
    const [wool, silk, satin] = (['navy-wool', 'navy-silk', 'navy-satin'] as const).map(material);
    expect(wool.roughness - silk.roughness).toBeGreaterThan(0.4);
    expect(silk.roughness).toBeGreaterThan(satin.roughness);
    expect(satin.metallic).toBeGreaterThan(wool.metallic);
  });

  it('show prints of several colours where they are printed', () => {
    const spread = (name: Parameters<typeof material>[0]): number => {
      const { srgb } = material(name).texture!;
      const mean = srgb.reduce((a, b) => a + b, 0) / srgb.length;
      return Math.sqrt(srgb.reduce((sum, b) => sum + (b - mean) ** 2, 0) / srgb.length);
    };
    for (const print of ['houndstooth', 'dot', 'stripe', 'check'] as const)
      expect(spread(`black-${print}`)).toBeGreaterThan(2 * spread('black-wool'));
  });

  it('have lips for every skin', () => {
    expect(LIPS).toHaveLength(SKINS.length);
    SKINS.forEach((skin, i) => {
      const [face, lips] = [material(skin).baseColour, material(LIPS[i]).baseColour];
      expect(lips[0] / lips[1]).toBeGreaterThan(face[0] / face[1] - 0.05);
    });
  });
});
