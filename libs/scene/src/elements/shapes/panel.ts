import type { Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { MeshSink, PatchVertex } from '../../geometry/mesh-sink';

export interface Rect {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/**
 * A flat panel with rectangular holes as one grid whose lines pass through every hole's edges: neighbouring cells share
 * their vertices, so baked light has no seams.
 * @param place maps panel coordinates to local space
 * @param mirrored true when `place` turns the panel's front over (a wall's back)
 */
export function perforatedPanel(
  sink: MeshSink,
  panel: Rect,
  holes: readonly Rect[],
  material: MaterialName,
  place: (x: number, y: number) => Vec3,
  normal: Vec3,
  mirrored = false,
): void {
  const xs = gridLines(
    [panel.x0, panel.x1, ...holes.flatMap((h) => [h.x0, h.x1])],
    panel.x0,
    panel.x1,
    sink.spacing,
  );
  const ys = gridLines(
    [panel.y0, panel.y1, ...holes.flatMap((h) => [h.y0, h.y1])],
    panel.y0,
    panel.y1,
    sink.spacing,
  );
  const vertices: PatchVertex[] = [];
  for (const y of ys)
    for (const x of xs) vertices.push({ position: place(x, y), normal, uv: [mirrored ? -x : x, y] });

  const triangles: number[] = [];
  for (let row = 0; row + 1 < ys.length; row++) {
    for (let column = 0; column + 1 < xs.length; column++) {
      const x = (xs[column] + xs[column + 1]) / 2;
      const y = (ys[row] + ys[row + 1]) / 2;
      if (holes.some((h) => x > h.x0 && x < h.x1 && y > h.y0 && y < h.y1)) continue;
      const i = row * xs.length + column;
      const [a, b, c, d] = [i, i + 1, i + xs.length + 1, i + xs.length];
      triangles.push(...(mirrored ? [a, c, b, a, d, c] : [a, b, c, a, c, d]));
    }
  }
  sink.patch(vertices, triangles, material);
}

/** Sorted distinct cuts inside a range, with lines added between them so that no cell is wider than `spacing`. */
function gridLines(cuts: number[], low: number, high: number, spacing: number): number[] {
  const sorted = [...new Set(cuts.map((c) => Math.min(Math.max(c, low), high)))].sort((a, b) => a - b);
  const distinct = sorted.filter((c, i) => i === 0 || c - sorted[i - 1] > 1e-6);
  const lines = [distinct[0]];
  for (let i = 1; i < distinct.length; i++) {
    const run = distinct[i] - distinct[i - 1];
    const cells = Math.max(1, Math.ceil(run / spacing - 1e-6));
    for (let k = 1; k <= cells; k++) lines.push(distinct[i - 1] + (run * k) / cells);
  }
  return lines;
}

/** A rectangular frame standing in the xy plane, from z0 to z1: four bars around an opening. */
export function frameBars(
  sink: MeshSink,
  { x0, y0, x1, y1 }: Rect,
  bar: number,
  z0: number,
  z1: number,
  material: MaterialName,
  backs = true,
): void {
  const faces = { front: true, back: backs, left: true, right: true, top: true, bottom: true };
  sink.box([x0, y0, z0], [x0 + bar, y1, z1], material, { ...faces });
  sink.box([x1 - bar, y0, z0], [x1, y1, z1], material, { ...faces });
  sink.box([x0 + bar, y1 - bar, z0], [x1 - bar, y1, z1], material, { ...faces, left: false, right: false });
  sink.box([x0 + bar, y0, z0], [x1 - bar, y0 + bar, z1], material, { ...faces, left: false, right: false });
}
