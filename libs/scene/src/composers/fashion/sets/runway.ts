import type { Vec3 } from '../../../document/scene-document';
import { type FashionSet, indoors } from './set';

const HALL = { width: 10.4, height: 5.4, depth: 19 };
const CATWALK: Vec3 = [2.4, 0.35, 15];
const BENCH: Vec3 = [2.2, 0.45, 0.45];

/** A dark hall: a catwalk from a lit portal towards the camera, benches on both sides, bars of lamps above. */
export const runway: FashionSet = ({ plan, brief, random }) => {
  const dark = brief.light === 'dramatic' || random.fork('dark').chance(0.55);
  const wall = dark ? 'paper-charcoal' : 'paper-white';
  const { width: w, height: h, depth: d } = HALL;
  plan.add({
    type: 'slab',
    name: 'floor',
    position: [0, -0.2, 0],
    size: [w, 0.2, d],
    materials: { top: dark ? 'black-paint' : 'concrete' },
  });
  plan.add({
    type: 'slab',
    name: 'ceiling',
    position: [0, h, 0],
    size: [w, 0.2, d],
    materials: { bottom: dark ? 'black-paint' : 'white-paint' },
    params: { lit: 'bottom' },
  });
  const walls: [x: number, z: number, yaw: number, length: number][] = [
    [0, -d / 2 - 0.1, 0, w],
    [0, d / 2 + 0.1, Math.PI, w],
    [-w / 2 - 0.1, 0, Math.PI / 2, d],
    [w / 2 + 0.1, 0, -Math.PI / 2, d],
  ];
  for (const [x, z, yaw, length] of walls)
    plan.add({
      type: 'wall',
      position: [x, 0, z],
      yaw,
      size: [length, h, 0.2],
      materials: { front: wall, back: wall },
    });
  plan.add({
    type: 'catwalk',
    position: [0, 0, 0],
    size: CATWALK,
    materials: { surface: dark ? 'gloss-black' : 'gloss-white' },
  });
  plan.add({
    type: 'backdrop',
    name: 'portal',
    position: [0, 0, -d / 2 + 0.9],
    size: [5.4, 4.2, 1.2],
    materials: { surface: dark ? 'paper-grey' : (brief.backdrop ?? 'paper-white') },
  });
  for (const side of [-1, 1]) {
    for (let row = 0; row < 2; row++) {
      const x = side * (CATWALK[0] / 2 + 0.9 + row * 0.95);
      for (let k = 0; k < 5; k++) {
        const z = (k - 2) * (BENCH[0] + 0.3);
        plan.add({
          type: 'bench',
          position: [x, row * 0.18, z],
          yaw: -side * (Math.PI / 2),
          size: BENCH,
          materials: { seat: dark ? 'black-leather' : 'white-paint' },
        });
      }
      if (row > 0)
        plan.add({
          type: 'slab',
          name: 'tier',
          position: [x, 0, 0],
          size: [0.95, row * 0.18, 14],
          materials: { top: 'black-paint', side: 'black-paint' },
        });
    }
    for (let k = 0; k < 4; k++) {
      plan.add({
        type: 'light-bar',
        position: [side * 2.4, 4.3, (k - 1.5) * 4],
        yaw: -side * (Math.PI / 2),
        size: [3.4, 0.25, 0.35],
        params: { tilt: 0.95 },
      });
    }
  }
  return {
    setting: 'interior',
    position: [0, CATWALK[1], 0.5],
    yaw: 0,
    bounds: { min: [-w / 2, 0, -d / 2], max: [w / 2, h, d / 2] },
    environment: indoors(12),
    lamps: true,
    move: 'runway',
  };
};
