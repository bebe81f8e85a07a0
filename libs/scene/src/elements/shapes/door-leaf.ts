import type { MaterialName } from '../../document/vocabulary';
import type { MeshSink } from '../../geometry/mesh-sink';
import type { Rect } from './panel';
import { perforatedPanel } from './panel';
import { tube } from './tube';

/** A door leaf in the xy plane with two sunk panels on its front and a lever handle on both sides. */
export function doorLeaf(
  sink: MeshSink,
  leaf: Rect,
  z0: number,
  z1: number,
  material: MaterialName,
  handle: MaterialName,
  bothSides = true,
): void {
  const { x0, x1, y0, y1 } = leaf;
  const stile = Math.min(0.12, (x1 - x0) / 5);
  const lock = y0 + (y1 - y0) * 0.45;
  const panels: Rect[] = [
    { x0: x0 + stile, x1: x1 - stile, y0: y0 + stile * 1.6, y1: lock - stile / 2 },
    { x0: x0 + stile, x1: x1 - stile, y0: lock + stile / 2, y1: y1 - stile },
  ];
  const sunk = 0.012;
  sink.withSpacing(Math.max(sink.spacing, 0.3), () =>
    sink.withTurnedTexture(() => {
      perforatedPanel(sink, leaf, panels, material, (x, y) => [x, y, z1], [0, 0, 1]);
      for (const p of panels) sunkPanel(sink, p, z1, sunk, material);
      if (bothSides) sink.box([x0, y0, z0], [x1, y1, z1], material, { back: true });
      sink.box([x0, y0, z0], [x1, y1, z1], material, { left: true, right: true, top: true, bottom: true });
    }),
  );
  const hx = x1 - 0.06;
  const hy = Math.min(y0 + 1.02, y1 - 0.2);
  tube(
    sink,
    [
      [hx, hy, z1],
      [hx, hy, z1 + 0.045],
      [hx - 0.11, hy, z1 + 0.045],
    ],
    0.009,
    handle,
    { sides: 6 },
  );
  if (bothSides)
    tube(
      sink,
      [
        [hx, hy, z0],
        [hx, hy, z0 - 0.045],
        [hx - 0.11, hy, z0 - 0.045],
      ],
      0.009,
      handle,
      { sides: 6 },
    );
}

/** The four slopes and the ground of a panel sunk into a face at z. */
function sunkPanel(
  sink: MeshSink,
  { x0, x1, y0, y1 }: Rect,
  z: number,
  depth: number,
  material: MaterialName,
): void {
  const [a0, b0, a1, b1] = [x0 + depth, y0 + depth, x1 - depth, y1 - depth];
  const back = z - depth;
  sink.quad([a0, b0, back], [a1, b0, back], [a1, b1, back], [a0, b1, back], material, [a0, b0]);
  sink.quad([x0, y0, z], [x1, y0, z], [a1, b0, back], [a0, b0, back], material);
  sink.quad([x1, y1, z], [x0, y1, z], [a0, b1, back], [a1, b1, back], material);
  sink.quad([x0, y1, z], [x0, y0, z], [a0, b0, back], [a0, b1, back], material);
  sink.quad([x1, y0, z], [x1, y1, z], [a1, b1, back], [a1, b0, back], material);
}
