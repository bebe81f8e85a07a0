import type { MaterialName } from '../../document/vocabulary';
import { ALL_FACES, type MeshSink } from '../../geometry/mesh-sink';
import type { Rect } from './panel';
import { tube } from './tube';

export interface Fronts {
  columns: number;
  /** Heights of the rows from the bottom, as shares of the whole. */
  rows: readonly number[];
  front: MaterialName;
  /** 'bar-across' for drawers, 'bar-upright' for doors, 'knob', or 'none'. */
  handle: 'bar-across' | 'bar-upright' | 'knob' | 'none';
  handleMaterial: MaterialName;
  /** Thickness of the fronts and width of the gaps between them, metres. */
  thickness?: number;
  gap?: number;
}

/** A grid of cupboard fronts before a dark carcass at z; the gaps between them read as joints. */
export function fronts(sink: MeshSink, area: Rect, z: number, options: Fronts): void {
  const { columns, rows, front, handle, handleMaterial, thickness = 0.018, gap = 0.006 } = options;
  sink.withSpacing(Math.max(sink.spacing, 0.35), () => {
    sink.quad(
      [area.x0, area.y0, z],
      [area.x1, area.y0, z],
      [area.x1, area.y1, z],
      [area.x0, area.y1, z],
      'black-paint',
    );
    const width = (area.x1 - area.x0) / columns;
    let y = area.y0;
    for (const share of rows) {
      const height = (area.y1 - area.y0) * share;
      for (let column = 0; column < columns; column++) {
        const x = area.x0 + column * width;
        const rect = { x0: x + gap / 2, y0: y + gap / 2, x1: x + width - gap / 2, y1: y + height - gap / 2 };
        sink.withTurnedTexture(() =>
          sink.box([rect.x0, rect.y0, z], [rect.x1, rect.y1, z + thickness], front, {
            ...ALL_FACES,
            back: false,
          }),
        );
        // Doors of a pair open away from each other.
        addHandle(sink, rect, z + thickness, column % 2 === 0 && columns > 1, handle, handleMaterial);
      }
      y += height;
    }
  });
}

function addHandle(
  sink: MeshSink,
  { x0, y0, x1, y1 }: Rect,
  z: number,
  opensLeft: boolean,
  handle: Fronts['handle'],
  material: MaterialName,
): void {
  if (handle === 'none') return;
  const out = z + 0.03;
  if (handle === 'knob') {
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    tube(
      sink,
      [
        [x, y, z],
        [x, y, z + 0.025],
      ],
      [0.007, 0.014],
      material,
      { sides: 8 },
    );
    return;
  }
  if (handle === 'bar-across') {
    const half = Math.min(0.09, (x1 - x0) * 0.3);
    const x = (x0 + x1) / 2;
    const y = y1 - Math.min(0.05, (y1 - y0) / 2);
    tube(
      sink,
      [
        [x - half, y, z],
        [x - half, y, out],
        [x + half, y, out],
        [x + half, y, z],
      ],
      0.006,
      material,
      { sides: 5, open: true },
    );
    return;
  }
  const half = Math.min(0.1, (y1 - y0) * 0.3);
  const x = opensLeft ? x1 - 0.045 : x0 + 0.045;
  // Within reach: high on base cupboards, low on wall cupboards, in the middle of tall doors.
  const y = y1 - y0 > 1.2 ? (y0 + y1) / 2 : y0 > 1 ? y0 + half + 0.05 : y1 - half - 0.05;
  tube(
    sink,
    [
      [x, y - half, z],
      [x, y - half, out],
      [x, y + half, out],
      [x, y + half, z],
    ],
    0.006,
    material,
    { sides: 5, open: true },
  );
}

/** A hollow seen from inside: four walls and a ground, open at the top. Basins of sinks and pools, niches. */
export function cavity(
  sink: MeshSink,
  [x0, y0, z0]: readonly [number, number, number],
  [x1, y1, z1]: readonly [number, number, number],
  material: MaterialName,
): void {
  sink.quad([x0, y0, z1], [x1, y0, z1], [x1, y0, z0], [x0, y0, z0], material);
  sink.quad([x1, y0, z1], [x0, y0, z1], [x0, y1, z1], [x1, y1, z1], material);
  sink.quad([x0, y0, z0], [x1, y0, z0], [x1, y1, z0], [x0, y1, z0], material);
  sink.quad([x1, y0, z0], [x1, y0, z1], [x1, y1, z1], [x1, y1, z0], material);
  sink.quad([x0, y0, z1], [x0, y0, z0], [x0, y1, z0], [x0, y1, z1], material);
}

/** A mixer tap: a bent spout that reaches forward (+Z) from its foot. */
export function tap(
  sink: MeshSink,
  [x, y, z]: readonly [number, number, number],
  height: number,
  reach: number,
  material: MaterialName,
): void {
  const bend = Math.min(reach / 2, height / 2);
  const arc = Array.from({ length: 6 }, (_, i): [number, number, number] => {
    const angle = (Math.PI * i) / 5;
    return [x, y + height - bend + bend * Math.sin(angle), z + bend - bend * Math.cos(angle)];
  });
  tube(
    sink,
    [
      [x, y, z],
      [x, y + height - bend - 0.01, z],
      ...arc.slice(1),
      [x, y + height - bend - 0.03, z + 2 * bend],
    ],
    0.012,
    material,
    { sides: 8 },
  );
  tube(
    sink,
    [
      [x, y, z],
      [x, y + 0.03, z],
    ],
    0.022,
    material,
    { sides: 10 },
  );
  tube(
    sink,
    [
      [x + 0.012, y + height * 0.3, z],
      [x + 0.07, y + height * 0.38, z],
    ],
    0.007,
    material,
    { sides: 6 },
  );
}
