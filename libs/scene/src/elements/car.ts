import type { MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';
import type { ElementPrototype } from './element';
import { roundedBox } from './shapes/rounded-box';
import { extrude, hexahedron, type Outline } from './shapes/solids';
import { tube } from './shapes/tube';

/** A parked family car, its bonnet towards +Z. */
export const car: ElementPrototype = {
  size: [1.8, 1.48, 4.3],
  slots: {
    body: 'navy-paint',
    glass: 'window-glass',
    tyres: 'black-paint',
    rims: 'steel',
    lamps: 'porcelain',
    rear: 'terracotta-paint',
  },
  solid: true,
  build(sink, element, material) {
    const [w, h, d] = element.size;
    const wheel = h * 0.22;
    const axles: [number, number] = [-d * 0.29, d * 0.31];
    const belt = h * 0.6;
    lowerBody(sink, w, h, d, wheel, axles, material('body'));
    cabin(sink, w, h, d, belt, material('body'), material('glass'));
    for (const z of axles)
      for (const side of [-1, 1])
        addWheel(sink, side * (w / 2 - 0.04), wheel, z, wheel, side, material('tyres'), material('rims'));
    for (const side of [-1, 1]) {
      const x = side * (w / 2 - 0.3);
      roundedBox(
        sink,
        [x - 0.19, h * 0.42, d / 2 - 0.07],
        [x + 0.19, h * 0.49, d / 2 - 0.005],
        0.02,
        material('lamps'),
        { segments: 1 },
      );
      roundedBox(
        sink,
        [x - 0.17, h * 0.48, -d / 2 + 0.005],
        [x + 0.17, h * 0.56, -d / 2 + 0.06],
        0.02,
        material('rear'),
        { segments: 1 },
      );
    }
    sink.box([-w * 0.28, h * 0.26, d / 2 - 0.05], [w * 0.28, h * 0.36, d / 2 - 0.008], material('tyres'));
  },
};

/** The side view with wheel arches, drawn out over the width; x of the outline runs from the tail to the nose. */
function lowerBody(
  sink: MeshSink,
  w: number,
  h: number,
  d: number,
  wheel: number,
  [rear, front]: readonly [number, number],
  body: MaterialName,
): void {
  const sill = h * 0.15;
  const arch = (centre: number): [number, number][] =>
    Array.from({ length: 9 }, (_, i): [number, number] => {
      const a = Math.PI - (Math.PI * i) / 8;
      const r = wheel * 1.14;
      return [centre + r * Math.cos(a), Math.max(sill, wheel + r * Math.sin(a) * 0.98)];
    });
  const outline: Outline = [
    [-d / 2 + 0.06, sill + 0.04],
    ...arch(rear),
    ...arch(front),
    [d / 2 - 0.05, sill + 0.02],
    [d / 2 - 0.01, h * 0.3],
    [d / 2 - 0.03, h * 0.46],
    [d / 2 - 0.16, h * 0.53],
    [d * 0.22, h * 0.605],
    [-d * 0.4, h * 0.62],
    [-d / 2 + 0.06, h * 0.6],
    [-d / 2 + 0.01, h * 0.4],
  ];
  // Yaw −90° turns the outline's +x into +Z.
  sink.within({ position: [0, 0, 0], yaw: -Math.PI / 2 }, () =>
    extrude(sink, outline, -w / 2 + 0.02, w / 2 - 0.02, body, { smooth: 0.7 }),
  );
}

/** Windows that lean in to a rounded roof, with posts of the body's colour at the corners. */
function cabin(
  sink: MeshSink,
  w: number,
  h: number,
  d: number,
  belt: number,
  body: MaterialName,
  glass: MaterialName,
): void {
  const [low, high] = [w / 2 - 0.06, w / 2 - 0.22];
  const [rearLow, frontLow] = [-d * 0.43, d * 0.235];
  const [rearHigh, frontHigh] = [-d * 0.34, d * 0.06];
  const top = h - 0.05;
  const y = belt - 0.01;
  hexahedron(
    sink,
    [
      [-low, y, frontLow],
      [low, y, frontLow],
      [low, y, rearLow],
      [-low, y, rearLow],
    ],
    [
      [-high, top, frontHigh],
      [high, top, frontHigh],
      [high, top, rearHigh],
      [-high, top, rearHigh],
    ],
    glass,
    { front: true, back: true, left: true, right: true },
  );
  roundedBox(
    sink,
    [-high - 0.02, top - 0.02, rearHigh - 0.04],
    [high + 0.02, h, frontHigh + 0.04],
    0.034,
    body,
    { segments: 2 },
  );
  for (const side of [-1, 1]) {
    const post = (zLow: number, zHigh: number, r: number) =>
      tube(
        sink,
        [
          [side * low, y, zLow],
          [side * high, top, zHigh],
        ],
        r,
        body,
        { sides: 6, open: true },
      );
    post(frontLow, frontHigh, 0.03);
    post(rearLow, rearHigh, 0.05);
    post((frontLow + rearLow) / 2 - 0.1, (frontHigh + rearHigh) / 2, 0.03);
  }
}

function addWheel(
  sink: MeshSink,
  x: number,
  y: number,
  z: number,
  r: number,
  side: number,
  tyre: MaterialName,
  rim: MaterialName,
): void {
  const inner = x - side * 0.2;
  tube(
    sink,
    [
      [inner, y, z],
      [x + side * 0.02, y, z],
    ],
    r,
    tyre,
    { sides: 18 },
  );
  tube(
    sink,
    [
      [x, y, z],
      [x + side * 0.026, y, z],
    ],
    r * 0.62,
    rim,
    { sides: 14 },
  );
}
