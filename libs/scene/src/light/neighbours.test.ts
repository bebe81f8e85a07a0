import { describe, expect, it } from 'vitest';
import { leafMass } from '../elements/shapes/crowns';
import { MeshSink } from '../geometry/mesh-sink';
import { insetPositions, neighboursOf, triangleAt, trianglesAround, unbury } from './neighbours';

/** A floor of 20 × 1 cells. */
function strip(): ReturnType<MeshSink['finish']> {
  const sink = new MeshSink(1);
  sink.begin('strip', { position: [0, 0, 0], yaw: 0 });
  sink.quad([0, 0, 1], [20, 0, 1], [20, 0, 0], [0, 0, 0], 'white-paint');
  return sink.finish();
}

describe('neighbouring vertices', () => {
  it('let light reach every buried vertex of a face, however far from a lit one', () => {
    const mesh = strip();
    const count = mesh.positions.length / 3;
    const buried = Uint8Array.from({ length: count }, (_, v) => Number(mesh.positions[v * 3] > 0));
    const field = Float32Array.from({ length: count * 3 }, (_, i) => (buried[Math.floor(i / 3)] ? 0 : 2));
    unbury(field, buried, neighboursOf(mesh));
    for (const value of field) expect(value).toBeCloseTo(2, 5);
  });

  it('leave a face dark that has no lit vertex at all', () => {
    const mesh = strip();
    const count = mesh.positions.length / 3;
    const field = new Float32Array(count * 3);
    unbury(field, new Uint8Array(count).fill(1), neighboursOf(mesh));
    expect(field.every((value) => value === 0)).toBe(true);
  });

  it('let no ray of a round crown start inside it', () => {
    const sink = new MeshSink(1);
    sink.begin('crown', { position: [0, 0, 0], yaw: 0 });
    leafMass(sink, [0, 0, 0], [1, 1, 1], 'foliage', 0, [8, 5]);
    const mesh = sink.finish();
    const starts = insetPositions(mesh);
    for (let v = 0; v < starts.length; v += 3) {
      const rise = [0, 1, 2].reduce(
        (sum, c) => sum + (starts[v + c] - mesh.positions[v + c]) * mesh.normals[v + c],
        0,
      );
      expect(Math.abs(rise)).toBeLessThan(1e-6);
    }
  });

  it('share out the area of a face among the triangles around its vertices', () => {
    const mesh = strip();
    const around = trianglesAround(mesh);
    let area = 0;
    for (let v = 0; v < mesh.positions.length / 3; v++)
      for (let i = around.start[v]; i < around.start[v + 1]; i++) {
        const triangle = triangleAt(mesh, around.list[i], v);
        expect(new Set([v, triangle.b, triangle.c]).size).toBe(3);
        area += triangle.area / 3;
      }
    expect(area).toBeCloseTo(20, 5);
  });
});
