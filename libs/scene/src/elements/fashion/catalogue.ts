import {
  ACCESSORIES,
  FASHION_ELEMENTS,
  GARMENTS,
  SHOES,
  type FashionElement,
} from '../../document/vocabulary/fashion';
import type { MaterialName } from '../../document/vocabulary';
import type { ElementPrototype, Family } from '../element';

const WORN: readonly string[] = [...GARMENTS, ...SHOES, ...ACCESSORIES];

const slotsOf = (type: FashionElement): Record<string, MaterialName> =>
  WORN.includes(type)
    ? { fabric: 'black-wool', trim: 'black-leather' }
    : type === 'figure'
      ? { skin: 'skin-light', hair: 'hair-brown', iris: 'iris-brown', eye: 'eye-white' }
      : { surface: 'paper-grey' };

const massOf = (type: FashionElement): ElementPrototype => ({
  size: type === 'figure' ? [0.5, 1.75, 0.3] : [0.4, 0.4, 0.3],
  slots: slotsOf(type),
  solid: !WORN.includes(type),
  build(sink, { size: [w, h, d] }, material) {
    sink.box([-w / 2, 0, -d / 2], [w / 2, h, d / 2], material(Object.keys(slotsOf(type))[0]));
  },
});

/** The figure, what it wears, and the studio's things. */
export const FASHION = Object.fromEntries(
  FASHION_ELEMENTS.map((type) => [type, massOf(type)]),
) as Family<FashionElement>;
