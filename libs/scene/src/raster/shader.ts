import { lanternLight } from '../light/lantern';
import type { LitScene } from '../light/lit-scene';
import { sampleSky } from '../light/sky';
import type { View } from './camera-view';
import { mirrorWeight, type Reflections } from './reflections';
import { sampleTexture } from './surface-table';
import { DIELECTRIC, type EvenlyLit, type Sunlit, evenlyLit, sunlit } from './lobes';

const INVERSE_PI = 1 / Math.PI;

/** Where `Shader.shade` puts what it finds at a point. */
export const POINT = {
  /** Radiance towards the camera, before exposure. */
  radiance: 0,
  baseColour: 3,
  /** World space, towards the camera. */
  normal: 6,
  sun: 9,
  /** Irradiance straight from the sky. */
  sky: 10,
  /** Irradiance from bounces and lamps. */
  indirect: 13,
  /** Share of the mirror image that shows. */
  mirror: 16,
} as const;
const POINT_SIZE = 17;

/** Shades single points of a lit scene as one camera sees them. */
export class Shader {
  /** See POINT. */
  readonly point = new Float64Array(POINT_SIZE);
  private readonly colour = new Float32Array(3);
  private readonly sunlit: Sunlit = { diffuse: 0, specular: 0, fresnel: 0 };
  private readonly carriedBack: Sunlit = { diffuse: 0, specular: 0, fresnel: 0 };
  private readonly even: EvenlyLit = { diffuse: 0, surface: 0 };

  constructor(
    private readonly scene: LitScene,
    private readonly view: View,
    private readonly reflections: Reflections,
  ) {}

  /** Radiance of the sky along a ray of any length, into `point`. */
  shadeSky(dx: number, dy: number, dz: number): void {
    const l = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
    sampleSky(this.scene.sky, dx * l, dy * l, dz * l, this.colour);
    this.point[0] = this.colour[0];
    this.point[1] = this.colour[1];
    this.point[2] = this.colour[2];
  }

  /**
   * Everything about the point where a ray meets triangle `t`, into `point`.
   * @param dx ray direction with a component of one along the view axis, so that `depth` is its length
   * @param mirrored index of the traced mirror image, -1 without one
   */
  shade(t: number, dx: number, dy: number, dz: number, depth: number, mirrored: number): void {
    const { mesh, surfaces, light, sky, shadows, lantern } = this.scene;
    const { positions, normals, uvs, indices, triangleMaterial } = mesh;
    const { point, colour } = this;
    const [px, py, pz] = this.view.position;
    const i0 = indices[t * 3];
    const i1 = indices[t * 3 + 1];
    const i2 = indices[t * 3 + 2];
    const a = i0 * 3;
    const b = i1 * 3;
    const c = i2 * 3;
    // Barycentric weights from the ray itself: exact under perspective, and indifferent to clipping.
    const e1x = positions[b] - positions[a];
    const e1y = positions[b + 1] - positions[a + 1];
    const e1z = positions[b + 2] - positions[a + 2];
    const e2x = positions[c] - positions[a];
    const e2y = positions[c + 1] - positions[a + 1];
    const e2z = positions[c + 2] - positions[a + 2];
    const qx = dy * e2z - dz * e2y;
    const qy = dz * e2x - dx * e2z;
    const qz = dx * e2y - dy * e2x;
    const det = e1x * qx + e1y * qy + e1z * qz;
    const inv = det === 0 ? 0 : 1 / det;
    const tx = px - positions[a];
    const ty = py - positions[a + 1];
    const tz = pz - positions[a + 2];
    const wx = ty * e1z - tz * e1y;
    const wy = tz * e1x - tx * e1z;
    const wz = tx * e1y - ty * e1x;
    let u = (tx * qx + ty * qy + tz * qz) * inv;
    let v = (dx * wx + dy * wy + dz * wz) * inv;
    u = u < 0 ? 0 : u > 1 ? 1 : u;
    v = v < 0 ? 0 : v > 1 - u ? 1 - u : v;
    const w = 1 - u - v;
    let nx = normals[a] * w + normals[b] * u + normals[c] * v;
    let ny = normals[a + 1] * w + normals[b + 1] * u + normals[c + 1] * v;
    let nz = normals[a + 2] * w + normals[b + 2] * u + normals[c + 2] * v;
    let facing = nx * dx + ny * dy + nz * dz;
    const norm = (facing > 0 ? -1 : 1) / Math.sqrt(nx * nx + ny * ny + nz * nz);
    nx *= norm;
    ny *= norm;
    nz *= norm;
    const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    facing = Math.min(1, Math.abs(facing * norm) / distance);

    const surface = surfaces[triangleMaterial[t]];
    if (surface.texture) {
      const footprint = depth / this.view.focal / Math.sqrt(facing < 0.05 ? 0.05 : facing);
      sampleTexture(
        surface.texture,
        uvs[i0 * 2] * w + uvs[i1 * 2] * u + uvs[i2 * 2] * v,
        uvs[i0 * 2 + 1] * w + uvs[i1 * 2 + 1] * u + uvs[i2 * 2 + 1] * v,
        footprint,
        colour,
      );
    } else {
      colour[0] = surface.baseColour[0];
      colour[1] = surface.baseColour[1];
      colour[2] = surface.baseColour[2];
    }

    const sunCosine = nx * sky.sunDirection[0] + ny * sky.sunDirection[1] + nz * sky.sunDirection[2];
    const sun =
      shadows && sunCosine > 0
        ? sunCosine *
          shadows.visibility(
            px + dx * depth + nx * 0.004,
            py + dy * depth + ny * 0.004,
            pz + dz * depth + nz * 0.004,
            sunCosine,
          )
        : 0;
    const { sunlit: lobe } = this;
    if (sun > 0) {
      const [sx, sy, sz] = sky.sunDirection;
      sunlit(surface.roughness, sunCosine, facing, -(sx * dx + sy * dy + sz * dz) / distance, lobe);
    }
    const carried = lantern ? lanternLight(lantern, 1 / distance, depth * distance) * facing : 0;
    const { carriedBack } = this;
    if (carried > 0) sunlit(surface.roughness, facing, facing, 1, carriedBack);
    const seen = mirrored >= 0 ? mirrorWeight(surface.roughness) : 0;
    const away = 1 - facing;
    const graze = away * away * away * away * away * (1 - surface.roughness * 0.8);
    // What the mirror image does not show is given back in all directions.
    const { even } = this;
    evenlyLit(surface.roughness, facing, even);
    const dielectric = 1 - surface.metallic;
    const gain = (even.diffuse * dielectric + surface.gain * surface.metallic * (1 - seen)) * INVERSE_PI;
    const offset = even.surface * dielectric * (1 - seen) * INVERSE_PI;
    for (let k = 0; k < 3; k++) {
      const fromSky = light.sky[a + k] * w + light.sky[b + k] * u + light.sky[c + k] * v;
      const bounced = light.indirect[a + k] * w + light.indirect[b + k] * u + light.indirect[c + k] * v;
      let radiance = (colour[k] * gain + offset) * (fromSky + bounced) + surface.emission[k];
      if (sun > 0) {
        const straight = DIELECTRIC + (colour[k] - DIELECTRIC) * surface.metallic;
        const reflected = (straight + (1 - straight) * lobe.fresnel) * lobe.specular;
        const given = colour[k] * dielectric * lobe.diffuse + reflected;
        radiance += given * sun * sky.sunIrradiance[k];
      }
      if (carried > 0) {
        const straight = DIELECTRIC + (colour[k] - DIELECTRIC) * surface.metallic;
        radiance +=
          carried *
          lantern!.intensity[k] *
          (colour[k] * dielectric * carriedBack.diffuse + straight * carriedBack.specular);
      }
      if (seen > 0) {
        radiance +=
          seen * fresnel(colour[k], surface.metallic, graze) * this.reflections.radiance[mirrored + k];
      }
      point[POINT.radiance + k] = radiance;
      point[POINT.baseColour + k] = colour[k];
      point[POINT.sky + k] = fromSky;
      point[POINT.indirect + k] = lantern ? bounced + carried * lantern.intensity[k] : bounced;
    }
    point[POINT.normal] = nx;
    point[POINT.normal + 1] = ny;
    point[POINT.normal + 2] = nz;
    point[POINT.sun] = sun;
    point[POINT.mirror] = seen;
  }
}

/** Reflectance of one channel towards the mirror direction, by Schlick's approximation. */
function fresnel(colour: number, metal: number, graze: number): number {
  const normal = DIELECTRIC + (colour - DIELECTRIC) * metal;
  return normal + (1 - normal) * graze;
}
