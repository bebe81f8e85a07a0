/** Triangles a leaf holds at most, and bins a split is searched in: measured on rooms of 20–60 thousand triangles. */
const LEAF = 4;
const BINS = 12;

interface Split {
  axis: number;
  position: number;
}

/**
 * Bounding volume hierarchy over a triangle mesh (binned surface-area heuristic, Wald 2007) for rays in one thread.
 * A query allocates nothing; `closest` leaves its answer in the `hit…` fields. Both sides of a triangle are hit.
 */
export class Bvh {
  /** Distance of the last `closest` hit in lengths of the ray's direction. */
  hitDistance = Infinity;
  /** Index of the triangle in the mesh, -1 when nothing was hit. */
  hitTriangle = -1;
  /** Barycentric weights of the triangle's second and third vertex. */
  hitU = 0;
  hitV = 0;

  private nodeBounds = new Float32Array(0); // [6·N] min, max
  private nodeStart = new Int32Array(0); // leaf: first triangle; inner: index of the left child, the right one follows
  private nodeCount = new Int32Array(0); // leaf: number of triangles; inner: 0
  private readonly order: Uint32Array;
  private readonly corners: Float32Array; // [9·T] in leaf order: corner, edge to second, edge to third
  private readonly stack = new Int32Array(96);

  /**
   * @param positions [3·V] metres
   * @param indices [3·T]
   */
  constructor(positions: Float32Array, indices: Uint32Array) {
    const count = indices.length / 3;
    this.order = new Uint32Array(count);
    for (let i = 0; i < count; i++) this.order[i] = i;
    this.build(triangleBounds(positions, indices), count);
    this.corners = cornersInOrder(positions, indices, this.order);
  }

  /** Does anything stand between the origin and origin + direction · limit (exclusive of the first 0.1 mm). */
  occluded(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, limit: number): boolean {
    return this.traverse(ox, oy, oz, dx, dy, dz, limit, true);
  }

  /** Finds the nearest triangle along the ray; answers whether there is one. */
  closest(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, limit = Infinity): boolean {
    return this.traverse(ox, oy, oz, dx, dy, dz, limit, false);
  }

  private traverse(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    limit: number,
    any: boolean,
  ): boolean {
    const { nodeStart, nodeCount, corners, stack } = this;
    const ix = 1 / (dx === 0 ? 1e-20 : dx);
    const iy = 1 / (dy === 0 ? 1e-20 : dy);
    const iz = 1 / (dz === 0 ? 1e-20 : dz);
    let best = limit;
    let bestIndex = -1;
    let bestU = 0;
    let bestV = 0;
    let top = 0;
    let node = this.order.length > 0 ? 0 : -1;
    while (node >= 0) {
      const count = nodeCount[node];
      const start = nodeStart[node];
      if (count > 0) {
        for (let i = start, end = start + count; i < end; i++) {
          // Möller–Trumbore
          const c = i * 9;
          const e1x = corners[c + 3];
          const e1y = corners[c + 4];
          const e1z = corners[c + 5];
          const e2x = corners[c + 6];
          const e2y = corners[c + 7];
          const e2z = corners[c + 8];
          const px = dy * e2z - dz * e2y;
          const py = dz * e2x - dx * e2z;
          const pz = dx * e2y - dy * e2x;
          const det = e1x * px + e1y * py + e1z * pz;
          if (det > -1e-14 && det < 1e-14) continue;
          const inv = 1 / det;
          const tx = ox - corners[c];
          const ty = oy - corners[c + 1];
          const tz = oz - corners[c + 2];
          const u = (tx * px + ty * py + tz * pz) * inv;
          if (u < 0 || u > 1) continue;
          const qx = ty * e1z - tz * e1y;
          const qy = tz * e1x - tx * e1z;
          const qz = tx * e1y - ty * e1x;
          const v = (dx * qx + dy * qy + dz * qz) * inv;
          if (v < 0 || u + v > 1) continue;
          const t = (e2x * qx + e2y * qy + e2z * qz) * inv;
          if (t > 1e-4 && t < best) {
            if (any) return true;
            best = t;
            bestIndex = i;
            bestU = u;
            bestV = v;
          }
        }
        node = top > 0 ? stack[--top] : -1;
        continue;
      }
      const near = this.entry(start, ox, oy, oz, ix, iy, iz, best);
      const far = this.entry(start + 1, ox, oy, oz, ix, iy, iz, best);
      const left = near < Infinity;
      const right = far < Infinity;
      if (left && right) {
        const leftFirst = near <= far;
        stack[top++] = leftFirst ? start + 1 : start;
        node = leftFirst ? start : start + 1;
      } else if (left) {
        node = start;
      } else if (right) {
        node = start + 1;
      } else {
        node = top > 0 ? stack[--top] : -1;
      }
    }
    this.hitTriangle = bestIndex < 0 ? -1 : this.order[bestIndex];
    this.hitDistance = best;
    this.hitU = bestU;
    this.hitV = bestV;
    return bestIndex >= 0;
  }

  /** Distance at which the ray enters the node's box; Infinity when it misses it or enters beyond `best`. */
  private entry(
    node: number,
    ox: number,
    oy: number,
    oz: number,
    ix: number,
    iy: number,
    iz: number,
    best: number,
  ): number {
    const b = this.nodeBounds;
    const o = node * 6;
    const x0 = (b[o] - ox) * ix;
    const x1 = (b[o + 3] - ox) * ix;
    let near = x0 < x1 ? x0 : x1;
    let far = x0 < x1 ? x1 : x0;
    const y0 = (b[o + 1] - oy) * iy;
    const y1 = (b[o + 4] - oy) * iy;
    if (y0 < y1) {
      if (y0 > near) near = y0;
      if (y1 < far) far = y1;
    } else {
      if (y1 > near) near = y1;
      if (y0 < far) far = y0;
    }
    const z0 = (b[o + 2] - oz) * iz;
    const z1 = (b[o + 5] - oz) * iz;
    if (z0 < z1) {
      if (z0 > near) near = z0;
      if (z1 < far) far = z1;
    } else {
      if (z1 > near) near = z1;
      if (z0 < far) far = z0;
    }
    return far >= 0 && far >= near && near < best ? near : Infinity;
  }

  private build(bounds: Float32Array, count: number): void {
    const nodeBounds: number[] = [];
    const nodeStart: number[] = [];
    const nodeCount: number[] = [];
    const addNode = (): number => {
      nodeBounds.push(0, 0, 0, 0, 0, 0);
      nodeStart.push(0);
      nodeCount.push(0);
      return nodeCount.length - 1;
    };
    const work: [node: number, from: number, to: number][] = [[addNode(), 0, count]];
    while (work.length > 0) {
      const [node, from, to] = work.pop()!;
      enclose(bounds, this.order, from, to, nodeBounds, node * 6);
      const split = to - from > LEAF ? findSplit(bounds, this.order, from, to) : null;
      const middle = split ? partition(bounds, this.order, from, to, split) : from;
      if (middle === from || middle === to) {
        nodeStart[node] = from;
        nodeCount[node] = to - from;
        continue;
      }
      const left = addNode();
      const right = addNode();
      nodeStart[node] = left;
      work.push([left, from, middle], [right, middle, to]);
    }
    this.nodeBounds = Float32Array.from(nodeBounds);
    this.nodeStart = Int32Array.from(nodeStart);
    this.nodeCount = Int32Array.from(nodeCount);
  }
}

/** [6·T] min and max of each triangle. */
function triangleBounds(positions: Float32Array, indices: Uint32Array): Float32Array {
  const bounds = new Float32Array(indices.length * 2);
  for (let t = 0; t < indices.length / 3; t++) {
    for (let axis = 0; axis < 3; axis++) {
      const a = positions[indices[t * 3] * 3 + axis];
      const b = positions[indices[t * 3 + 1] * 3 + axis];
      const c = positions[indices[t * 3 + 2] * 3 + axis];
      bounds[t * 6 + axis] = Math.min(a, b, c);
      bounds[t * 6 + 3 + axis] = Math.max(a, b, c);
    }
  }
  return bounds;
}

function cornersInOrder(positions: Float32Array, indices: Uint32Array, order: Uint32Array): Float32Array {
  const corners = new Float32Array(order.length * 9);
  for (let i = 0; i < order.length; i++) {
    const t = order[i] * 3;
    for (let axis = 0; axis < 3; axis++) {
      const a = positions[indices[t] * 3 + axis];
      corners[i * 9 + axis] = a;
      corners[i * 9 + 3 + axis] = positions[indices[t + 1] * 3 + axis] - a;
      corners[i * 9 + 6 + axis] = positions[indices[t + 2] * 3 + axis] - a;
    }
  }
  return corners;
}

function enclose(
  bounds: Float32Array,
  order: Uint32Array,
  from: number,
  to: number,
  out: number[],
  at: number,
): void {
  for (let axis = 0; axis < 3; axis++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = from; i < to; i++) {
      const b = order[i] * 6 + axis;
      if (bounds[b] < low) low = bounds[b];
      if (bounds[b + 3] > high) high = bounds[b + 3];
    }
    out[at + axis] = low - 1e-5;
    out[at + 3 + axis] = high + 1e-5;
  }
}

/** The cheapest of BINS-1 planes on the three axes, or null when the centres do not spread. */
function findSplit(bounds: Float32Array, order: Uint32Array, from: number, to: number): Split | null {
  let best: Split | null = null;
  let bestCost = Infinity;
  const counts = new Int32Array(BINS);
  const boxes = new Float64Array(BINS * 6);
  const suffixArea = new Float64Array(BINS);
  const suffixCount = new Int32Array(BINS);
  for (let axis = 0; axis < 3; axis++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = from; i < to; i++) {
      const centre = bounds[order[i] * 6 + axis] + bounds[order[i] * 6 + 3 + axis];
      if (centre < low) low = centre;
      if (centre > high) high = centre;
    }
    if (high - low < 1e-9) continue;
    counts.fill(0);
    for (let bin = 0; bin < BINS; bin++) {
      boxes.fill(Infinity, bin * 6, bin * 6 + 3);
      boxes.fill(-Infinity, bin * 6 + 3, bin * 6 + 6);
    }
    const toBin = BINS / (high - low);
    for (let i = from; i < to; i++) {
      const b = order[i] * 6;
      const bin = Math.min(BINS - 1, Math.floor((bounds[b + axis] + bounds[b + 3 + axis] - low) * toBin));
      counts[bin]++;
      grow(boxes, bin * 6, bounds, b);
    }
    const box = new Float64Array([Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]);
    let count = 0;
    for (let bin = BINS - 1; bin > 0; bin--) {
      if (counts[bin] > 0) grow(box, 0, boxes, bin * 6);
      count += counts[bin];
      suffixArea[bin] = area(box);
      suffixCount[bin] = count;
    }
    box.fill(Infinity, 0, 3);
    box.fill(-Infinity, 3, 6);
    count = 0;
    for (let bin = 0; bin < BINS - 1; bin++) {
      if (counts[bin] > 0) grow(box, 0, boxes, bin * 6);
      count += counts[bin];
      if (count === 0 || suffixCount[bin + 1] === 0) continue;
      const cost = area(box) * count + suffixArea[bin + 1] * suffixCount[bin + 1];
      if (cost < bestCost) {
        bestCost = cost;
        best = { axis, position: low + (bin + 1) / toBin };
      }
    }
  }
  return best;
}

/** Moves the triangles whose doubled centre lies below the plane to the front; answers where the others begin. */
function partition(bounds: Float32Array, order: Uint32Array, from: number, to: number, split: Split): number {
  let i = from;
  let j = to - 1;
  while (i <= j) {
    const b = order[i] * 6 + split.axis;
    if (bounds[b] + bounds[b + 3] < split.position) {
      i++;
    } else {
      const swap = order[i];
      order[i] = order[j];
      order[j--] = swap;
    }
  }
  return i;
}

function grow(into: Float64Array, at: number, from: Float32Array | Float64Array, b: number): void {
  for (let axis = 0; axis < 3; axis++) {
    if (from[b + axis] < into[at + axis]) into[at + axis] = from[b + axis];
    if (from[b + 3 + axis] > into[at + 3 + axis]) into[at + 3 + axis] = from[b + 3 + axis];
  }
}

function area(box: Float64Array): number {
  const x = box[3] - box[0];
  const y = box[4] - box[1];
  const z = box[5] - box[2];
  return x < 0 ? 0 : x * y + y * z + z * x;
}
