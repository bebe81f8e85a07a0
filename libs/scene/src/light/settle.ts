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
  const lamps = new Float32Array(count * 3);
  const buried = new Uint8Array(count);
  for (const part of parts) {
    sky.set(part.sky, part.from * 3);
    lamps.set(part.lamps, part.from * 3);
    buried.set(part.buried, part.from);
    for (let i = 0; i < part.to - part.from; i++) {
      for (let c = 0; c < 3; c++) direct[(part.from + i) * 3 + c] = part.sun[i] * sunIrradiance[c];
    }
  }
  const neighbours = neighboursOf(mesh);
  unbury(sky, buried, neighbours);
  unbury(lamps, buried, neighbours);
  // The samples of a window differ from vertex to vertex, outdoors the rays are few.
  smooth(sky, neighbours);
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

/** Light that the hits of a part give back, as irradiance at its vertices. */
function bounceOnce(
  mesh: SceneMesh,
  part: Gathered,
  colours: Rgb[],
  fields: Float32Array[],
  out: Float32Array,
): void {
  const { rays, portalSamples } = part;
  const given = [0, 0, 0];
  for (let i = 0; i < part.to - part.from; i++) {
    const at = (part.from + i) * 3;
    let r = 0;
    let g = 0;
    let b = 0;
    for (let k = i * rays; k < (i + 1) * rays; k++) {
      if (part.hitTriangle[k] < 0) continue;
      givenBack(mesh, part.hitTriangle[k], part.hitWeights[k], colours, fields, given);
      r += given[0];
      g += given[1];
      b += given[2];
    }
    r /= rays;
    g /= rays;
    b /= rays;
    for (let k = i * portalSamples; k < (i + 1) * portalSamples; k++) {
      if (part.portalTriangle[k] < 0) continue;
      givenBack(mesh, part.portalTriangle[k], part.portalWeights[k], colours, fields, given);
      const factor = part.portalFactor[k] / Math.PI;
      r += given[0] * factor;
      g += given[1] * factor;
      b += given[2] * factor;
    }
    out[at] = r;
    out[at + 1] = g;
    out[at + 2] = b;
  }
}

/** Radiosity at a point of a triangle: reflectance times the irradiance of all fields together. */
function givenBack(
  mesh: SceneMesh,
  triangle: number,
  weights: number,
  colours: Rgb[],
  fields: Float32Array[],
  out: number[],
): void {
  const u = (weights >> 8) / 255;
  const v = (weights & 255) / 255;
  const w = Math.max(0, 1 - u - v);
  const a = mesh.indices[triangle * 3] * 3;
  const b = mesh.indices[triangle * 3 + 1] * 3;
  const c = mesh.indices[triangle * 3 + 2] * 3;
  const colour = colours[mesh.triangleMaterial[triangle]];
  for (let k = 0; k < 3; k++) {
    let irradiance = 0;
    for (const field of fields) irradiance += field[a + k] * w + field[b + k] * u + field[c + k] * v;
    out[k] = irradiance * colour[k];
  }
}
