import type { Vec3 } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import { Random } from '../geometry/random';
import { length, cross, subtract, add, scale } from '../geometry/vector';
import type { Material, Rgb } from '../materials/material';

export interface LightSample {
  position: Vec3;
  normal: Vec3;
  /** Area that the sample stands for, m². */
  area: number;
}

/** The glowing faces of one element, as a few points. */
export interface LightSource {
  radiance: Rgb;
  /** Brightest channel. */
  peak: number;
  samples: LightSample[];
}

/** Points a vertex asks in all, shared out over the lamps. */
const SAMPLES = 40;

export function lightSourcesOf(mesh: SceneMesh, materials: Material[], lampsOn: boolean): LightSource[] {
  if (!lampsOn) return [];
  const glowing = new Map<string, number[]>();
  for (let t = 0; t < mesh.triangleMaterial.length; t++) {
    if (!materials[mesh.triangleMaterial[t]].emission) continue;
    const key = `${mesh.triangleElement[t]}/${mesh.triangleMaterial[t]}`;
    const list = glowing.get(key);
    if (list) list.push(t);
    else glowing.set(key, [t]);
  }
  const each = Math.max(2, Math.min(12, Math.floor(SAMPLES / Math.max(1, glowing.size))));
  return [...glowing.values()].map((triangles) => {
    const radiance = materials[mesh.triangleMaterial[triangles[0]]].emission!;
    return { radiance, peak: Math.max(...radiance), samples: spread(mesh, triangles, each) };
  });
}

/** Points of equal area over a set of triangles, stratified along their running area. */
function spread(mesh: SceneMesh, triangles: number[], count: number): LightSample[] {
  const corners = triangles.map((t) => [0, 1, 2].map((c) => corner(mesh, t, c)));
  const areas = corners.map(([a, b, c]) => length(cross(subtract(b, a), subtract(c, a))) / 2);
  const total = areas.reduce((sum, area) => sum + area, 0);
  const random = new Random(triangles[0] + 1);
  const samples: LightSample[] = [];
  let index = 0;
  let passed = 0;
  for (let k = 0; k < count; k++) {
    const target = ((k + 0.5) / count) * total;
    while (index < areas.length - 1 && passed + areas[index] < target) passed += areas[index++];
    const [a, b, c] = corners[index];
    const s = Math.sqrt(random.next());
    const t = random.next();
    const position = add(add(scale(a, 1 - s), scale(b, s * (1 - t))), scale(c, s * t));
    const v = mesh.indices[triangles[index] * 3] * 3;
    const normal: Vec3 = [mesh.normals[v], mesh.normals[v + 1], mesh.normals[v + 2]];
    samples.push({ position: add(position, scale(normal, 0.002)), normal, area: total / count });
  }
  return samples;
}

function corner(mesh: SceneMesh, triangle: number, c: number): Vec3 {
  const v = mesh.indices[triangle * 3 + c] * 3;
  return [mesh.positions[v], mesh.positions[v + 1], mesh.positions[v + 2]];
}
