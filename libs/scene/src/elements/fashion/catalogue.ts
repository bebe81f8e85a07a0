import { ACCESSORIES, GARMENTS, SHOES, type FashionElement } from '../../document/vocabulary/fashion';
import type { SceneElement } from '../../document/scene-document';
import type { MeshSink } from '../../geometry/mesh-sink';
import type { ElementPrototype, Family } from '../element';
import { emitCloth } from './cloth/emit';
import { emitAccessory } from './details/accessories';
import { emitCape } from './details/cape';
import { emitDetails } from './details/details';
import { type DressedFigure, dressedFigure } from './dress-figure';
import { emitShoes } from './shoes/shoes';
import { emitFigure } from './figure/emit-figure';
import { SET } from './set-pieces';

const FIGURE: ElementPrototype = {
  size: [0.6, 1.75, 0.4],
  slots: { skin: 'skin-light', hair: 'hair-brown', iris: 'iris-brown', eye: 'eye-white' },
  solid: true,
  build(sink, element, material, _random, scene) {
    emitFigure(sink, dressedFigure(scene, element), material);
  },
};

const GARMENT: ElementPrototype = {
  size: [0.6, 1, 0.4],
  slots: { fabric: 'black-wool', trim: 'black-leather' },
  solid: false,
  build(sink, element, material, _random, scene) {
    onWearer(sink, element, scene, (figure) => {
      const worn = figure.worn.find((one) => one.element.id === element.id);
      if (!worn) return;
      const { garment, points, hidden } = worn;
      emitCloth(sink, garment.sheet, points, hidden, garment.cut.legs === 'tubes', material('fabric'));
      emitDetails(sink, figure, worn, material);
    });
  },
};

const CAPE: ElementPrototype = {
  ...GARMENT,
  build(sink, element, material, _random, scene) {
    onWearer(sink, element, scene, (figure) => emitCape(sink, figure, element, material));
  },
};

const SHOE: ElementPrototype = {
  size: [0.3, 0.15, 0.3],
  slots: { fabric: 'black-leather', trim: 'black-leather' },
  solid: false,
  build(sink, element, material, _random, scene) {
    onWearer(sink, element, scene, (figure) => emitShoes(sink, figure, element, material));
  },
};

const ACCESSORY: ElementPrototype = {
  size: [0.4, 0.4, 0.3],
  slots: { fabric: 'black-leather', trim: 'black-leather' },
  solid: false,
  build(sink, element, material, _random, scene) {
    onWearer(sink, element, scene, (figure) => emitAccessory(sink, figure, element, material));
  },
};

/** Builds in the space of who wears an element; without a wearer there is nothing to hang it on. */
function onWearer(
  sink: MeshSink,
  element: SceneElement,
  scene: readonly SceneElement[],
  build: (figure: DressedFigure) => void,
): void {
  const wearer = scene.find(({ id, type }) => type === 'figure' && id === element.params?.wearer);
  if (!wearer) return;
  const [dx, dy, dz] = [0, 1, 2].map((k) => wearer.position[k] - element.position[k]);
  const [c, s] = [Math.cos(-element.yaw), Math.sin(-element.yaw)];
  const placement = {
    position: [dx * c + dz * s, dy, -dx * s + dz * c] as const,
    yaw: wearer.yaw - element.yaw,
  };
  sink.within(placement, () => build(dressedFigure(scene, wearer)));
}

/** The figure, what it wears, and the studio's things. */
export const FASHION = {
  ...Object.fromEntries(GARMENTS.map((type) => [type, type === 'cape' ? CAPE : GARMENT])),
  ...Object.fromEntries(SHOES.map((type) => [type, SHOE])),
  ...Object.fromEntries(ACCESSORIES.map((type) => [type, ACCESSORY])),
  figure: FIGURE,
  ...SET,
} as Family<FashionElement>;
