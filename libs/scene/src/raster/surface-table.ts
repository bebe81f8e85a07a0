import { reflectanceOf } from '../light/reflectance';
import { linearOfByte } from './tone-map';
import type { Material, Rgb, Texture } from '../materials/material';

/** A texture as linear RGB at halving sizes; level 0 is the full one. */
export interface MipMap {
  metres: number;
  /** Edge of level 0, pixels. */
  size: number;
  /** [3·size²] per level, linear */
  levels: Float32Array[];
}

/** A material made ready for the inner loops. */
export interface Surface {
  texture: MipMap | null;
  baseColour: Rgb;
  /** Mean base colour: what a bounce of light sees. */
  mean: Rgb;
  roughness: number;
  metallic: number;
  /** See Reflectance. */
  gain: number;
  offset: number;
  /** Zero when the lamps are out. */
  emission: Rgb;
  /** Exposure is measured without it: what glows, and backdrops. */
  unmetered: boolean;
}

export function surfaceOf(material: Material, lampsOn: boolean): Surface {
  const texture = material.texture ? mipMapOf(material.texture) : null;
  const top = texture?.levels[texture.levels.length - 1];
  const emission: Rgb = (lampsOn && material.emission) || [0, 0, 0];
  return {
    texture,
    baseColour: material.baseColour,
    mean: top ? [top[0], top[1], top[2]] : material.baseColour,
    roughness: material.roughness,
    metallic: material.metallic,
    ...reflectanceOf(material.roughness, material.metallic),
    emission,
    unmetered: emission[0] + emission[1] + emission[2] > 0 || material.backdrop === true,
  };
}

function mipMapOf(texture: Texture): MipMap {
  const { size } = texture;
  const levels: Float32Array[] = [Float32Array.from(texture.srgb, (byte) => linearOfByte[byte])];
  for (let edge = size / 2; edge >= 1; edge /= 2) levels.push(halve(levels[levels.length - 1], edge));
  return { metres: texture.metres, size, levels };
}

function halve(source: Float32Array, edge: number): Float32Array {
  const out = new Float32Array(edge * edge * 3);
  const stride = edge * 2 * 3;
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      const i = y * 2 * stride + x * 6;
      for (let c = 0; c < 3; c++) {
        out[(y * edge + x) * 3 + c] =
          (source[i + c] + source[i + 3 + c] + source[i + stride + c] + source[i + stride + 3 + c]) / 4;
      }
    }
  }
  return out;
}

/**
 * Base colour at (u, v) metres where a pixel covers `footprint` metres of the surface: bilinear in the fitting level.
 * Writes linear RGB to `out`.
 */
export function sampleTexture(map: MipMap, u: number, v: number, footprint: number, out: Float32Array): void {
  const texels = (footprint * map.size) / map.metres;
  const top = map.levels.length - 1;
  let level = 0;
  for (let t = texels * 1.4; t > 2 && level < top; t *= 0.5) level++;
  const data = map.levels[level];
  const size = map.size >> level;
  const mask = size - 1;
  const x = (u / map.metres) * size - 0.5;
  const y = (v / map.metres) * size - 0.5;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const row0 = (y0 & mask) * size;
  const row1 = ((y0 + 1) & mask) * size;
  const a = (row0 + (x0 & mask)) * 3;
  const b = (row0 + ((x0 + 1) & mask)) * 3;
  const c = (row1 + (x0 & mask)) * 3;
  const d = (row1 + ((x0 + 1) & mask)) * 3;
  const wa = (1 - fx) * (1 - fy);
  const wb = fx * (1 - fy);
  const wc = (1 - fx) * fy;
  const wd = fx * fy;
  out[0] = data[a] * wa + data[b] * wb + data[c] * wc + data[d] * wd;
  out[1] = data[a + 1] * wa + data[b + 1] * wb + data[c + 1] * wc + data[d + 1] * wd;
  out[2] = data[a + 2] * wa + data[b + 2] * wb + data[c + 2] * wc + data[d + 2] * wd;
}
