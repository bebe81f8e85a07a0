import type { Vec3 } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import type { Rgb } from '../materials/material';
import type { Gathered } from './gather';
import { neighboursOf, smooth, unbury } from './neighbours';

/** Irradiance baked at the vertices of a scene, linear RGB, [3·V] each. */
export interface VertexLight {
  /** Straight from the sky. */
  sky: Float32Array;
  /** Everything else but the sun: bounces of sun, sky and lamps, and the lamps themselves. */
  indirect: Float32Array;
}

/**
 * Bounces gathered light until it settles, fills buried vertices and evens out the rays' noise.
 * @param albedo base colour per material
 */
export function settle(
  mesh: SceneMesh,
  parts: Gathered[],
  sunIrradiance: Rgb | Vec3,
  albedo: Rgb[],
  bounces: number,
): VertexLight {
  const count = mesh.positions.length / 3;
  const sky = new Float32Array(count * 3);
  const direct = new Float32Array(count * 3);
  // Lamps, and what shines in from outside: both are known at once and pass on like any light.
  const lamps = new Float32Array(count * 3);
  const buried = new Uint8Array(count);
  for (const part of parts) {
    sky.set(part.sky, part.from * 3);
    for (let i = 0; i < part.lamps.length; i++) lamps[part.from * 3 + i] = part.lamps[i] + part.outside[i];
    buried.set(part.buried, part.from);
    for (let i = 0; i < part.to - part.from; i++) {
      for (let c = 0; c < 3; c++) direct[(part.from + i) * 3 + c] = part.sun[i] * sunIrradiance[c];
    }
  }
  const neighbours = neighboursOf(mesh);
  unbury(sky, buried, neighbours);
  unbury(lamps, buried, neighbours);
  let bounced = new Float32Array(count * 3);
  for (let bounce = 0; bounce < bounces; bounce++) {
    const next = new Float32Array(count * 3);
    for (const part of parts) bounceOnce(mesh, part, albedo, [sky, direct, lamps, bounced], next);
    unbury(next, buried, neighbours);
    smooth(next, neighbours);
    bounced = next;
  }
  smooth(bounced, neighbours);
  smooth(bounced, neighbours);
  const indirect = lamps;
  for (let i = 0; i < indirect.length; i++) indirect[i] += bounced[i];
  return { sky, indirect };
}

function bounceOnce(
  mesh: SceneMesh,
  part: Gathered,
  colours: Rgb[],
  fields: Float32Array[],
  out: Float32Array,
): void {
  const { rays, hitTriangle, hitWeights } = part;
  const { indices, triangleMaterial } = mesh;
  for (let i = 0; i < part.to - part.from; i++) {
    let r = 0;
    let g = 0;
    let b = 0;
    for (let k = i * rays; k < (i + 1) * rays; k++) {
      const t = hitTriangle[k];
      if (t < 0) continue;
      const u = (hitWeights[k] >> 8) / 255;
      const v = (hitWeights[k] & 255) / 255;
      const w = Math.max(0, 1 - u - v);
      const a0 = indices[t * 3] * 3;
      const a1 = indices[t * 3 + 1] * 3;
      const a2 = indices[t * 3 + 2] * 3;
      let er = 0;
      let eg = 0;
      let eb = 0;
      for (const field of fields) {
        er += field[a0] * w + field[a1] * u + field[a2] * v;
        eg += field[a0 + 1] * w + field[a1 + 1] * u + field[a2 + 1] * v;
        eb += field[a0 + 2] * w + field[a1 + 2] * u + field[a2 + 2] * v;
      }
      const colour = colours[triangleMaterial[t]];
      r += er * colour[0];
      g += eg * colour[1];
      b += eb * colour[2];
    }
    const at = (part.from + i) * 3;
    out[at] = r / rays;
    out[at + 1] = g / rays;
    out[at + 2] = b / rays;
  }
}
