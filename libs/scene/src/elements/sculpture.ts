import type { MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';
import { type ElementPrototype, wordParam } from './element';
import { cylinder, lathe, loft } from './shapes/loft';
import { roundedBox } from './shapes/rounded-box';
import { tube } from './shapes/tube';

/** `params.kind`: 'turned' (a stack of turned forms), 'twist' (a twisted column) or 'rings'; left out, by seed. */
export const sculpture: ElementPrototype = {
  size: [0.4, 0.7, 0.4],
  slots: { body: 'brass' },
  solid: true,
  build(sink, element, material, random) {
    const [w, h, d] = element.size;
    const r = Math.min(w, d) / 2;
    const kind = wordParam(element, 'kind', random.pick(['turned', 'twist', 'rings']));
    if (kind === 'twist') return twist(sink, r, h, material('body'));
    if (kind === 'rings') return rings(sink, r, h, material('body'));
    const profile = Array.from({ length: 25 }, (_, i): [number, number] => {
      const t = i / 24;
      return [
        r * (0.32 + 0.6 * Math.abs(Math.sin(3 * Math.PI * t)) * (1 - 0.45 * t)) * (i === 24 ? 0 : 1),
        h * t,
      ];
    });
    lathe(sink, profile, material('body'), { sides: 24 });
  },
};

/** A column whose square section turns as it rises. */
function twist(sink: MeshSink, r: number, h: number, material: MaterialName): void {
  const foot = 0.04;
  roundedBox(sink, [-r * 0.7, 0, -r * 0.7], [r * 0.7, foot, r * 0.7], 0.008, material, {
    segments: 1,
    standing: true,
  });
  const levels = 20;
  sink.surface(
    (s, t) => {
      const angle = 2 * Math.PI * s + 1.4 * Math.PI * t;
      const around = 2 * Math.PI * s;
      const width = r * 0.62 * (1 - 0.45 * t) * (1 + 0.28 * Math.cos(3 * around));
      return [width * Math.sin(angle), foot + (h - foot) * t, width * Math.cos(angle)];
    },
    24,
    levels,
    material,
    [r * 4, h],
  );
  const rim = Array.from({ length: 24 }, (_, i): [number, number, number] => {
    const around = (2 * Math.PI * i) / 24;
    const width = r * 0.62 * 0.55 * (1 + 0.28 * Math.cos(3 * around));
    return [width * Math.sin(around + 1.4 * Math.PI), h, width * Math.cos(around + 1.4 * Math.PI)];
  });
  for (let i = 0; i < 24; i++) sink.polygon([[0, h, 0], rim[i], rim[(i + 1) % 24]], material);
}

/** Two upright rings that pass through each other, on a foot. */
function rings(sink: MeshSink, r: number, h: number, material: MaterialName): void {
  cylinder(sink, [0, 0, 0], r * 0.6, 0.03, material, { sides: 20, standing: true });
  loft(
    sink,
    [
      { y: 0.03, x: 0.02, z: 0.02 },
      { y: 0.12, x: 0.012, z: 0.012 },
    ],
    material,
    { sides: 8 },
  );
  const radius = Math.min(r - 0.03, (h - 0.16) / 2);
  const middle = h - radius - 0.03;
  for (const yaw of [0.4, 0.4 + Math.PI / 2]) {
    const big = yaw < 1 ? radius : radius * 0.72;
    const circle = Array.from({ length: 33 }, (_, i): [number, number, number] => {
      const a = (2 * Math.PI * i) / 32;
      return [big * Math.cos(a), middle - (radius - big) + big * Math.sin(a), 0];
    });
    sink.within({ position: [0, 0, 0], yaw }, () =>
      tube(sink, circle, 0.026, material, { sides: 8, open: true }),
    );
  }
  cylinder(sink, [0, 0.1, 0], 0.012, Math.max(0.01, middle - radius - 0.09), material, {
    sides: 8,
    standing: true,
  });
}
