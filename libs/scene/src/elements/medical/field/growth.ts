import type { Vec3 } from '../../../document/scene-document';
import type { Random } from '../../../geometry/random';
import { add, length, normalise, scale, subtract } from '../../../geometry/vector';
import type { Extent, Field } from './field';
import type { Strand } from './tubes';

interface Growth {
  /** Trunk from which the tree grows. */
  trunk: readonly Vec3[];
  /** What the tree is to reach. */
  targets: Vec3[];
  /** Length of a step. */
  step: number;
  /** A target this near is reached. */
  near: number;
  /** Radius of the finest twigs. */
  twig: number;
  /** A limit for the trunk's radius. */
  widest: number;
}

/** Points within a solid, at least `depth` below its surface. */
export function pointsIn(
  field: Field,
  { min, max }: Extent,
  count: number,
  depth: number,
  random: Random,
): Vec3[] {
  const points: Vec3[] = [];
  for (let tries = 0; points.length < count && tries < count * 60; tries++) {
    const p: Vec3 = [0, 1, 2].map((k) => random.between(min[k], max[k])) as unknown as Vec3;
    if (field(...p) < -depth) points.push(p);
  }
  return points;
}

/**
 * A tree that fills a space: space colonisation (Runions 2007), with radii by Murray's law: at a fork the cube of the
 * parent's is the sum of the cubes of the children's.
 */
export function grow({ trunk, targets, step, near, twig, widest }: Growth): Strand[] {
  const nodes: Vec3[] = [...trunk];
  const parent: number[] = trunk.map((_, i) => i - 1);
  let open = targets;
  for (let round = 0; round < 200 && open.length > 0; round++) {
    const pull = new Map<number, Vec3>();
    for (const target of open) {
      const nearest = nearestOf(nodes, target);
      const way = normalise(subtract(target, nodes[nearest]));
      pull.set(nearest, add(pull.get(nearest) ?? [0, 0, 0], way));
    }
    for (const [node, way] of pull) {
      if (length(way) < 1e-6) continue;
      nodes.push(add(nodes[node], scale(normalise(way), step)));
      parent.push(node);
    }
    const fresh = nodes.slice(-pull.size);
    open = open.filter((target) => fresh.every((node) => length(subtract(target, node)) > near));
  }
  return strandsOf(nodes, parent, radii(parent, twig, widest));
}

function nearestOf(nodes: readonly Vec3[], [x, y, z]: Vec3): number {
  let best = 0;
  let least = Infinity;
  nodes.forEach((node, i) => {
    const distance = (node[0] - x) ** 2 + (node[1] - y) ** 2 + (node[2] - z) ** 2;
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}

/** Children come after their parents. */
function radii(parent: readonly number[], twig: number, widest: number): number[] {
  const cubes = new Array<number>(parent.length).fill(0);
  for (let i = parent.length - 1; i >= 0; i--) {
    if (cubes[i] === 0) cubes[i] = twig ** 3;
    if (parent[i] >= 0) cubes[parent[i]] += cubes[i];
  }
  return cubes.map((cube) => Math.min(widest, Math.cbrt(cube)));
}

/** Each strand follows the widest child; every other child begins one of its own at its parent. */
function strandsOf(nodes: readonly Vec3[], parent: readonly number[], radius: readonly number[]): Strand[] {
  const children = nodes.map((): number[] => []);
  parent.forEach((p, i) => p >= 0 && children[p].push(i));
  const strands: Strand[] = [];
  const waiting: number[][] = [[0]];
  for (let chain = waiting.pop(); chain; chain = waiting.pop()) {
    let tip = chain[chain.length - 1];
    while (children[tip].length > 0) {
      const [first, ...others] = [...children[tip]].sort((a, b) => radius[b] - radius[a]);
      for (const other of others) waiting.push([tip, other]);
      chain.push(first);
      tip = first;
    }
    // A branch is no wider at its root than it is a step further on.
    const widths = chain.map((node, i) => radius[i === 0 ? (chain[1] ?? node) : node]);
    strands.push({ points: smoothed(chain.map((node) => nodes[node])), radius: widths });
  }
  return strands;
}

function smoothed(points: Vec3[]): Vec3[] {
  return points.map((p, i) =>
    i === 0 || i === points.length - 1
      ? p
      : add(scale(p, 0.5), scale(add(points[i - 1], points[i + 1]), 0.25)),
  );
}
