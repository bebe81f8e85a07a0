import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { BodyPart } from '../../../assets/body-model';
import type { MeshSink, PatchVertex } from '../../../geometry/mesh-sink';
import { normalsOf } from '../cloth/neighbours';
import type { DressedFigure } from '../dress-figure';

/** Adds those faces of a part that `material` names one for. */
export function emitPart(
  sink: MeshSink,
  figure: DressedFigure,
  part: BodyPart,
  material: (quad: readonly number[]) => MaterialName | null,
): void {
  const { model } = figure.rest;
  const { face, faces } = model.parts[part];
  const byMaterial = new Map<MaterialName, number[]>();
  const all: number[] = [];
  for (let f = face * 4; f < (face + faces) * 4; f += 4) {
    const [a, b, c, d] = model.faces.subarray(f, f + 4);
    all.push(a, b, c, a, c, d);
    const name = material([a, b, c, d]);
    if (!name) continue;
    const list = byMaterial.get(name) ?? [];
    byMaterial.set(name, list);
    list.push(a, b, c, a, c, d);
  }
  const normals = normalsOf(figure.body, Uint32Array.from(all));
  for (const [name, corners] of byMaterial) {
    const place = new Map<number, number>();
    const vertices: PatchVertex[] = [];
    const indices = corners.map((v) => {
      let index = place.get(v);
      if (index === undefined) {
        index = vertices.push({ position: at(figure.body, v), normal: at(normals, v), uv: [0, 0] }) - 1;
        place.set(v, index);
      }
      return index;
    });
    sink.patch(vertices, indices, name);
  }
}

const at = (values: ArrayLike<number>, v: number): Vec3 => [
  values[v * 3],
  values[v * 3 + 1],
  values[v * 3 + 2],
];
