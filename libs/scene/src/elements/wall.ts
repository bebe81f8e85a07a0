import type { Opening, SceneElement } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import { ALL_FACES, type MeshSink } from '../geometry/mesh-sink';
import { type ElementPrototype, wordParam } from './element';
import { doorLeaf } from './shapes/door-leaf';
import { type Rect, frameBars, perforatedPanel } from './shapes/panel';

type Slots = (slot: string) => MaterialName;

const FRAME_BAR = 0.05;
const FRAME_DEPTH = 0.07;
/** Widest cell of a side that no camera sees, but that lights what stands before it, metres. */
const UNSEEN = 1.2;

/**
 * A wall along x; its front is the +Z side. Windows are open holes with frame and mullions, doors are closed by a leaf,
 * archways are open.
 * params: `lit` 'front' (default) or 'both': which sides get a light grid; `panes` 'large' (default) or 'grid';
 * `doors` 'closed' (default) or 'none'.
 */
export const wall: ElementPrototype = {
  size: [4, 2.7, 0.2],
  slots: {
    front: 'white-plaster',
    back: 'white-plaster',
    reveal: 'white-plaster',
    frame: 'white-paint',
    sill: 'white-paint',
    leaf: 'white-paint',
    handle: 'steel',
  },
  solid: true,
  build(sink, element, material) {
    const [length, height, thickness] = element.size;
    const [x, z] = [length / 2, thickness / 2];
    const panel: Rect = { x0: -x, y0: 0, x1: x, y1: height };
    const openings = (element.openings ?? []).map((opening) => ({ opening, hole: holeOf(opening, panel) }));
    const holes = openings.map(({ hole }) => hole);

    perforatedPanel(sink, panel, holes, material('front'), (px, py) => [px, py, z], [0, 0, 1]);
    sink.withSpacing(wordParam(element, 'lit', 'front') === 'both' ? sink.spacing : UNSEEN, () =>
      perforatedPanel(sink, panel, holes, material('back'), (px, py) => [px, py, -z], [0, 0, -1], true),
    );
    sink.box([-x, 0, -z], [x, height, z], material('reveal'), { left: true, right: true });
    sink.withSpacing(Infinity, () =>
      sink.box([-x, 0, -z], [x, height, z], material('reveal'), { top: true }),
    );

    for (const { opening, hole } of openings) {
      const frame = opening.frame ?? material('frame');
      reveals(sink, hole, z, material('reveal'));
      if (opening.kind === 'window') windowFrame(sink, element, hole, frame, material);
      if (opening.kind === 'door') doorway(sink, element, hole, frame, material);
    }
  },
};

/** The hole in wall coordinates, kept inside the wall. */
function holeOf({ offset, sill, width, height }: Opening, panel: Rect): Rect {
  const x0 = Math.max(panel.x0, panel.x0 + offset);
  return {
    x0,
    x1: Math.min(panel.x1, x0 + width),
    y0: Math.max(0, sill),
    y1: Math.min(panel.y1, sill + height),
  };
}

function reveals(sink: MeshSink, { x0, y0, x1, y1 }: Rect, z: number, material: MaterialName): void {
  sink.quad([x0, y0, z], [x0, y0, -z], [x0, y1, -z], [x0, y1, z], material);
  sink.quad([x1, y0, -z], [x1, y0, z], [x1, y1, z], [x1, y1, -z], material);
  sink.quad([x0, y1, z], [x0, y1, -z], [x1, y1, -z], [x1, y1, z], material);
  if (y0 > 0) sink.quad([x0, y0, z], [x1, y0, z], [x1, y0, -z], [x0, y0, -z], material);
}

/** Frame, mullions and an inner sill; the panes stay open, so that light passes. */
function windowFrame(
  sink: MeshSink,
  element: SceneElement,
  hole: Rect,
  frame: MaterialName,
  material: Slots,
): void {
  const thickness = element.size[2];
  const depth = Math.min(FRAME_DEPTH, thickness * 0.6);
  // A little behind the middle, as windows usually sit towards the outside.
  const z0 = -Math.max(0, thickness / 2 - depth - 0.03) / 2 - depth / 2;
  const z1 = z0 + depth;
  const inner = {
    x0: hole.x0 + FRAME_BAR,
    y0: hole.y0 + FRAME_BAR,
    x1: hole.x1 - FRAME_BAR,
    y1: hole.y1 - FRAME_BAR,
  };
  sink.withSpacing(Math.max(sink.spacing, 0.4), () => {
    frameBars(sink, hole, FRAME_BAR, z0, z1, frame);
    const grid = wordParam(element, 'panes', 'large') === 'grid';
    mullions(sink, inner, grid ? 0.5 : 1.1, grid ? 0.5 : 2.4, z0 + 0.01, z1 - 0.01, frame);
  });
  if (hole.y0 > 0.2) {
    const face = thickness / 2;
    sink.box([hole.x0 + 0.002, hole.y0, z1], [hole.x1 - 0.002, hole.y0 + 0.02, face], material('sill'), {
      top: true,
    });
    sink.box(
      [hole.x0 - 0.03, hole.y0 - 0.015, face],
      [hole.x1 + 0.03, hole.y0 + 0.02, face + 0.03],
      material('sill'),
      {
        ...ALL_FACES,
        back: false,
      },
    );
  }
}

/** Bars that divide a window into panes no wider and no higher than asked. */
export function mullions(
  sink: MeshSink,
  { x0, y0, x1, y1 }: Rect,
  widest: number,
  highest: number,
  z0: number,
  z1: number,
  material: MaterialName,
  backs = true,
): void {
  const bar = 0.035;
  const columns = Math.max(1, Math.ceil((x1 - x0) / widest - 0.05));
  const rows = Math.max(1, Math.ceil((y1 - y0) / highest - 0.05));
  for (let i = 1; i < columns; i++) {
    const x = x0 + ((x1 - x0) * i) / columns;
    sink.box([x - bar / 2, y0, z0], [x + bar / 2, y1, z1], material, {
      front: true,
      back: backs,
      left: true,
      right: true,
    });
  }
  for (let i = 1; i < rows; i++) {
    const y = y0 + ((y1 - y0) * i) / rows;
    // Set back a little, so that it does not fight with the upright bars where they cross.
    sink.box([x0, y - bar / 2, z0 + 0.003], [x1, y + bar / 2, z1 - 0.003], material, {
      front: true,
      back: backs,
      top: true,
      bottom: true,
    });
  }
}

/** Lining, architraves on both sides, a threshold, and the closed leaf. */
function doorway(
  sink: MeshSink,
  element: SceneElement,
  hole: Rect,
  frame: MaterialName,
  material: Slots,
): void {
  const z = element.size[2] / 2;
  const lining = 0.03;
  const architrave = 0.07;
  const { x0, x1, y0, y1 } = hole;
  sink.withSpacing(Math.max(sink.spacing, 0.4), () => {
    sink.box([x0, y0, -z], [x0 + lining, y1, z], frame, { right: true });
    sink.box([x1 - lining, y0, -z], [x1, y1, z], frame, { left: true });
    sink.box([x0, y1 - lining, -z], [x1, y1, z], frame, { bottom: true });
    for (const [from, to] of [
      [z, z + 0.015],
      [-z - 0.015, -z],
    ]) {
      const around = {
        x0: x0 - architrave + lining,
        y0,
        x1: x1 + architrave - lining,
        y1: y1 + architrave - lining,
      };
      sink.box([around.x0, y0, from], [x0 + lining, around.y1, to], frame);
      sink.box([x1 - lining, y0, from], [around.x1, around.y1, to], frame);
      sink.box([x0 + lining, y1 - lining, from], [x1 - lining, around.y1, to], frame, {
        front: true,
        back: true,
        top: true,
        bottom: true,
      });
    }
    sink.box([x0, y0, -z], [x1, y0 + 0.006, z], frame, { top: true, front: true, back: true });
  });
  if (wordParam(element, 'doors', 'closed') === 'none') return;
  const leaf = { x0: x0 + lining + 0.003, x1: x1 - lining - 0.003, y0: y0 + 0.01, y1: y1 - lining - 0.003 };
  doorLeaf(sink, leaf, -0.02, 0.02, material('leaf'), material('handle'));
}
