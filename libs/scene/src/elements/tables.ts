import type { MaterialName } from '../document/vocabulary';
import { ALL_FACES, type MeshSink, STANDING } from '../geometry/mesh-sink';
import { type Family, flagParam, wordParam } from './element';
import { fronts } from './shapes/joinery';
import { cylinder, lathe } from './shapes/loft';
import { roundedBox } from './shapes/rounded-box';
import { fourLegs } from './shapes/solids';

type TableType = 'coffee-table' | 'dining-table' | 'side-table' | 'desk' | 'reception-desk';

export const TABLES: Family<TableType> = {
  /** `params.shape`: 'rect' (default) or 'round'. */
  'coffee-table': {
    size: [1.15, 0.38, 0.62],
    slots: { top: 'walnut-planks', legs: 'black-metal', shelf: 'walnut-planks' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      if (wordParam(element, 'shape', 'rect') === 'round') {
        roundTable(sink, w, h, d, 0.035, material('top'), material('legs'));
        return;
      }
      tableTop(sink, w, h, d, 0.035, material('top'));
      fourLegs(sink, w, d, h - 0.035, 0.03, material('legs'), 0.02);
      sink.box([-w / 2 + 0.04, 0.1, -d / 2 + 0.04], [w / 2 - 0.04, 0.12, d / 2 - 0.04], material('shelf'));
    },
  },

  /** `params.shape`: 'rect' (default) or 'round'. */
  'dining-table': {
    size: [1.8, 0.75, 0.9],
    slots: { top: 'light-wood', legs: 'light-wood' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      if (wordParam(element, 'shape', 'rect') === 'round') {
        roundTable(sink, w, h, d, 0.04, material('top'), material('legs'));
        return;
      }
      tableTop(sink, w, h, d, 0.04, material('top'));
      fourLegs(sink, w, d, h - 0.04, [0.045, 0.07], material('legs'), 0.05);
      apron(sink, w, h - 0.04, d, 0.09, material('legs'));
    },
  },

  'side-table': {
    size: [0.45, 0.52, 0.45],
    slots: { top: 'white-marble', legs: 'brass' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const r = Math.min(w, d) / 2;
      cylinder(sink, [0, h - 0.025, 0], r, 0.025, material('top'), { sides: 24 });
      lathe(
        sink,
        [
          [r * 0.7, 0],
          [r * 0.7, 0.012],
          [0.02, 0.03],
          [0.016, h - 0.025],
        ],
        material('legs'),
        { sides: 16 },
      );
    },
  },

  /** `params.drawers` false leaves the pedestal out. */
  desk: {
    size: [1.5, 0.74, 0.7],
    slots: { top: 'light-wood', legs: 'black-metal', drawers: 'white-paint', handle: 'steel' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      tableTop(sink, w, h, d, 0.03, material('top'));
      fourLegs(sink, w, d, h - 0.03, 0.04, material('legs'), 0.03);
      apron(sink, w, h - 0.03, d, 0.05, material('legs'));
      if (!flagParam(element, 'drawers', true)) return;
      // A desk's front is where its user sits.
      const [x0, x1] = [w / 2 - 0.5, w / 2 - 0.1];
      const z = d / 2 - 0.1;
      sink.box([x0, 0.08, -d / 2 + 0.08], [x1, h - 0.09, z], material('drawers'), {
        ...ALL_FACES,
        front: false,
      });
      fronts(sink, { x0, y0: 0.08, x1, y1: h - 0.09 }, z, {
        columns: 1,
        rows: [0.5, 0.25, 0.25],
        front: material('drawers'),
        handle: 'bar-across',
        handleMaterial: material('handle'),
      });
    },
  },

  /** Visitors stand at its front; the clerk's worktop lies lower behind. */
  'reception-desk': {
    size: [2.6, 1.1, 0.8],
    slots: { front: 'timber-cladding', top: 'white-marble', plinth: 'black-metal' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      sink.box([-x + 0.06, 0, -z + 0.06], [x - 0.06, 0.08, z - 0.06], material('plinth'), {
        ...STANDING,
        top: false,
      });
      sink.box([-x + 0.02, 0.08, z - 0.22], [x - 0.02, h - 0.04, z - 0.02], material('front'));
      for (const side of [-1, 1]) {
        const [x0, x1] = side < 0 ? [-x + 0.02, -x + 0.1] : [x - 0.1, x - 0.02];
        sink.box([x0, 0.08, -z + 0.02], [x1, h - 0.04, z - 0.22], material('front'), {
          ...ALL_FACES,
          front: false,
        });
      }
      roundedBox(sink, [-x, h - 0.04, z - 0.3], [x, h, z], 0.006, material('top'), { segments: 1 });
      for (const side of [-1, 1]) {
        const [x0, x1] = side < 0 ? [-x, -x + 0.12] : [x - 0.12, x];
        roundedBox(sink, [x0, h - 0.04, -z], [x1, h, z - 0.302], 0.006, material('top'), { segments: 1 });
      }
      sink.box([-x + 0.1, h - 0.38, -z + 0.02], [x - 0.1, h - 0.35, z - 0.22], material('top'));
    },
  },
};

function tableTop(
  sink: MeshSink,
  w: number,
  h: number,
  d: number,
  thickness: number,
  material: MaterialName,
): void {
  roundedBox(sink, [-w / 2, h - thickness, -d / 2], [w / 2, h, d / 2], 0.006, material, { segments: 1 });
}

/** Boards under the top between the legs. */
function apron(
  sink: MeshSink,
  w: number,
  top: number,
  d: number,
  height: number,
  material: MaterialName,
): void {
  const [x, z] = [w / 2 - 0.07, d / 2 - 0.07];
  const board = 0.02;
  sink.box([-x, top - height, z - board], [x, top, z], material, { ...ALL_FACES, top: false });
  sink.box([-x, top - height, -z], [x, top, -z + board], material, { ...ALL_FACES, top: false });
  sink.box([-x, top - height, -z + board], [-x + board, top, z - board], material, {
    left: true,
    right: true,
    bottom: true,
  });
  sink.box([x - board, top - height, -z + board], [x, top, z - board], material, {
    left: true,
    right: true,
    bottom: true,
  });
}

/** A round or oval top on a turned foot. */
function roundTable(
  sink: MeshSink,
  w: number,
  h: number,
  d: number,
  thickness: number,
  top: MaterialName,
  foot: MaterialName,
): void {
  const r = Math.min(w, d) / 2;
  lathe(
    sink,
    [
      [0, h - thickness],
      [r - 0.01, h - thickness],
      [r, h - thickness / 2],
      [r - 0.004, h],
      [0, h],
    ],
    top,
    { sides: 32, crease: 0.4 },
  );
  lathe(
    sink,
    [
      [r * 0.6, 0],
      [r * 0.6, 0.02],
      [r * 0.2, 0.05],
      [r * 0.12, h * 0.3],
      [r * 0.1, h * 0.7],
      [r * 0.25, h - thickness],
    ],
    foot,
    { sides: 20 },
  );
}
