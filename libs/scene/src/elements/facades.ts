import type { MaterialName } from '../document/vocabulary';
import { ALL_FACES, type MeshSink, STANDING } from '../geometry/mesh-sink';
import { type Family, flagParam, wordParam } from './element';
import { doorLeaf } from './shapes/door-leaf';
import { frameBars } from './shapes/panel';
import { tube } from './shapes/tube';
import { mullions } from './wall';

export const FACADES: Family<'window-unit' | 'door-unit' | 'balcony'> = {
  /**
   * An opaque window for facades: put its centre on the wall's face. `params.panes`: 'large' (default) or 'grid';
   * `params.sill` false leaves the sill out; `params.shutters` true adds shutters of 0.4 widths beside it.
   */
  'window-unit': {
    size: [1.2, 1.4, 0.12],
    slots: { frame: 'white-paint', glass: 'window-glass', sill: 'limestone', shutters: 'sage-paint' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, front] = [w / 2, d / 2];
      const bar = Math.min(0.06, w / 10);
      const glass = front * 0.3;
      frameBars(sink, { x0: -x, y0: 0, x1: x, y1: h }, bar, -front, front, material('frame'), false);
      const grid = wordParam(element, 'panes', 'large') === 'grid';
      const inner = { x0: -x + bar, y0: bar, x1: x - bar, y1: h - bar };
      mullions(
        sink,
        inner,
        grid ? 0.5 : 1,
        grid ? 0.55 : 2.3,
        glass,
        front - 0.012,
        material('frame'),
        false,
      );
      sink.withSpacing(Math.max(sink.spacing, 0.8), () =>
        sink.quad(
          [inner.x0, inner.y0, glass],
          [inner.x1, inner.y0, glass],
          [inner.x1, inner.y1, glass],
          [inner.x0, inner.y1, glass],
          material('glass'),
        ),
      );
      if (flagParam(element, 'sill', h < 2)) {
        sink.box([-x - 0.04, -0.05, -front], [x + 0.04, -0.002, front + 0.05], material('sill'), {
          ...ALL_FACES,
          back: false,
        });
      }
      if (!flagParam(element, 'shutters', false)) return;
      for (const side of [-1, 1]) {
        const [x0, x1] = side < 0 ? [-x - 0.4 * w, -x - 0.02] : [x + 0.02, x + 0.4 * w];
        sink.box([x0, 0, 0], [x1, h, front * 0.6], material('shutters'), { ...ALL_FACES, back: false });
        frameBars(
          sink,
          { x0, y0: 0, x1, y1: h },
          0.05,
          front * 0.6,
          front * 0.6 + 0.012,
          material('shutters'),
          false,
        );
      }
    },
  },

  /** An opaque front door: put its centre on the wall's face. `params.canopy` true adds a small roof above it. */
  'door-unit': {
    size: [1.05, 2.15, 0.14],
    slots: {
      leaf: 'sage-paint',
      frame: 'white-paint',
      handle: 'brass',
      glass: 'window-glass',
      canopy: 'black-metal',
    },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, front] = [w / 2, d / 2];
      const bar = 0.07;
      const light = h > 2.3 ? Math.min(0.45, h - 2.1) : 0;
      const face = front * 0.35;
      frameBars(sink, { x0: -x, y0: 0, x1: x, y1: h }, bar, -front, front, material('frame'), false);
      const top = h - bar - light;
      doorLeaf(
        sink,
        { x0: -x + bar, y0: bar, x1: x - bar, y1: top },
        0,
        face,
        material('leaf'),
        material('handle'),
        false,
      );
      if (light > 0) {
        sink.box([-x + bar, top, 0], [x - bar, top + 0.05, front - 0.01], material('frame'), {
          front: true,
          top: true,
          bottom: true,
        });
        sink.quad(
          [-x + bar, top + 0.05, face],
          [x - bar, top + 0.05, face],
          [x - bar, h - bar, face],
          [-x + bar, h - bar, face],
          material('glass'),
        );
      }
      if (!flagParam(element, 'canopy', false)) return;
      sink.box([-x - 0.2, h + 0.12, -front], [x + 0.2, h + 0.18, front + 0.8], material('canopy'), {
        ...ALL_FACES,
        back: false,
      });
    },
  },

  /** A slab with a railing on its three free sides; its back is at the wall. `params.solid` true: a closed parapet. */
  balcony: {
    size: [3, 1.2, 1.3],
    slots: { slab: 'concrete', railing: 'black-metal', parapet: 'white-plaster', floor: 'paving' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const slab = 0.16;
      sink.box([-x, 0, -z], [x, slab, z], material('slab'), { ...ALL_FACES, back: false, top: false });
      sink.box([-x, 0, -z], [x, slab, z], material('floor'), { top: true });
      if (flagParam(element, 'solid', false)) {
        sink.box([-x, slab, z - 0.1], [x, h, z], material('parapet'), STANDING);
        sink.box([-x, slab, -z], [-x + 0.1, h, z - 0.1], material('parapet'), {
          left: true,
          right: true,
          top: true,
        });
        sink.box([x - 0.1, slab, -z], [x, h, z - 0.1], material('parapet'), {
          left: true,
          right: true,
          top: true,
        });
        return;
      }
      const edge = 0.05;
      const corners: [number, number][] = [
        [-x + edge, -z + 0.02],
        [-x + edge, z - edge],
        [x - edge, z - edge],
        [x - edge, -z + 0.02],
      ];
      const rail = material('railing');
      tube(
        sink,
        corners.map(([cx, cz]): [number, number, number] => [cx, h - 0.02, cz]),
        0.02,
        rail,
        { sides: 6 },
      );
      for (let i = 0; i < 3; i++) bars(sink, corners[i], corners[i + 1], slab, h - 0.02, rail, i > 0);
    },
  },
};

/** Upright bars every 12 cm between two corners of a balcony. */
function bars(
  sink: MeshSink,
  [x0, z0]: readonly [number, number],
  [x1, z1]: readonly [number, number],
  low: number,
  high: number,
  material: MaterialName,
  continued: boolean,
): void {
  const count = Math.max(1, Math.round(Math.hypot(x1 - x0, z1 - z0) / 0.12));
  for (let i = continued ? 1 : 0; i <= count; i++) {
    const [x, z] = [x0 + ((x1 - x0) * i) / count, z0 + ((z1 - z0) * i) / count];
    const thick = i === 0 || i === count ? 0.018 : 0.008;
    tube(
      sink,
      [
        [x, low, z],
        [x, high, z],
      ],
      thick,
      material,
      { sides: 4, open: true },
    );
  }
}
