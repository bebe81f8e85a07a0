import type { Environment, Vec3 } from '../document/scene-document';
import { normalise } from '../geometry/vector';
import { sunDirection } from './sun';
import { atmosphere, transmittanceToSun } from './atmosphere';
import { cloudCover } from './clouds';

const WIDTH = 1024;
const HEIGHT = 512;
/** The clear sky is smooth: it is integrated on a grid this many times coarser, and interpolated. */
const COARSE = 4;

/** Irradiance of the sun outside the atmosphere, in the renderer's unit (a white wall in full sun has radiance about 1). */
const SOLAR_IRRADIANCE: Vec3 = [4.2, 4.25, 4.5];

/** Radiance of a moonless, lightly polluted night sky in the same unit, far brighter than the real one so that shapes remain. */
const NIGHT: Vec3 = [0.0016, 0.0022, 0.0042];

/** Sine of the lowest elevation at which the sky itself is looked up. */
const HORIZON = 0.004;

/** Half the sun's apparent diameter, radians. */
export const SUN_RADIUS = 0.00465;

/**
 * The sky of an environment as an equirectangular picture of linear radiance. Row 0 looks up, the last row down; the centre
 * of column c looks along azimuth φ = (c + ½)/width · 2π, direction (sinθ·sinφ, cosθ, −sinθ·cosφ).
 */
export interface Sky {
  width: number;
  height: number;
  /** [3·H·W] linear RGB */
  radiance: Float32Array;
  /** Towards the sun. */
  sunDirection: Vec3;
  /** On a surface that faces the sun; zero at night. */
  sunIrradiance: Vec3;
}

export function makeSky(environment: Environment): Sky {
  const sun = sunDirection(environment);
  const weather = WEATHER[environment.weather];
  const radiance = new Float32Array(WIDTH * HEIGHT * 3);
  const sunThroughAir = transmittanceToSun(sun, weather.haze);
  const sunIrradiance: Vec3 =
    sun[1] > -0.01
      ? (SOLAR_IRRADIANCE.map((s, i) => s * sunThroughAir[i] * weather.sun) as unknown as Vec3)
      : [0, 0, 0];
  const zenith = overcastZenith(sun);
  const clouds = cloudCover(weather.clouds);
  const clear = clearSky(sun, weather.haze);
  const clearHere = new Float32Array(3);
  for (let row = 0; row < HEIGHT; row++) {
    const theta = ((row + 0.5) / HEIGHT) * Math.PI;
    const up = Math.cos(theta);
    for (let column = 0; column < WIDTH; column++) {
      const phi = ((column + 0.5) / WIDTH) * 2 * Math.PI;
      const d: Vec3 = [Math.sin(theta) * Math.sin(phi), up, -Math.sin(theta) * Math.cos(phi)];
      const above: Vec3 = up >= HORIZON ? d : normalise([d[0], HORIZON, d[2]]);
      sampleSky(clear, above[0], above[1], above[2], clearHere);
      const cover = clouds(above);
      radiance.set(
        mixSky(clearHere, up, cover, weather.overcast, zenith, sunIrradiance),
        (row * WIDTH + column) * 3,
      );
    }
  }
  return { width: WIDTH, height: HEIGHT, radiance, sunDirection: sun, sunIrradiance };
}

/** Radiance in a direction (unit length), bilinear; writes RGB to `out`. */
export function sampleSky(sky: Sky, x: number, y: number, z: number, out: Float32Array): void {
  const { width, height, radiance } = sky;
  const u = (Math.atan2(x, -z) / (2 * Math.PI)) * width - 0.5;
  const v = (Math.acos(y < -1 ? -1 : y > 1 ? 1 : y) / Math.PI) * height - 0.5;
  const u0 = Math.floor(u);
  const v0 = Math.floor(v);
  const fu = u - u0;
  const fv = v - v0;
  const left = (((u0 % width) + width) % width) * 3;
  const right = ((((u0 + 1) % width) + width) % width) * 3;
  const upper = (v0 < 0 ? 0 : v0) * width * 3;
  const lower = (v0 + 1 >= height ? height - 1 : v0 + 1) * width * 3;
  for (let c = 0; c < 3; c++) {
    const a = radiance[upper + left + c] * (1 - fu) + radiance[upper + right + c] * fu;
    const b = radiance[lower + left + c] * (1 - fu) + radiance[lower + right + c] * fu;
    out[c] = a * (1 - fv) + b * fv;
  }
}

interface WeatherParameters {
  /** Multiplies aerosol scattering. */
  haze: number;
  /** Share of direct sun that passes the clouds. */
  sun: number;
  /** Fraction of the sky that clouds cover. */
  clouds: number;
  /** Blend towards the CIE overcast sky. */
  overcast: number;
}

const WEATHER: Record<Environment['weather'], WeatherParameters> = {
  clear: { haze: 1, sun: 1, clouds: 0.08, overcast: 0 },
  'partly-cloudy': { haze: 1.2, sun: 0.92, clouds: 0.42, overcast: 0 },
  hazy: { haze: 5, sun: 0.6, clouds: 0, overcast: 0.25 },
  overcast: { haze: 1, sun: 0.02, clouds: 0, overcast: 1 },
};

function overcastZenith(sun: Vec3): Vec3 {
  const height = Math.max(0, sun[1] + 0.1);
  const level = 0.62 * Math.pow(height, 0.8);
  return [level * 0.93, level * 0.98, level * 1.06];
}

/** Blends clear sky, overcast sky and clouds in a direction of height `up`; below the horizon the far ground, darkened. */
function mixSky(
  clear: Float32Array,
  up: number,
  cover: number,
  overcast: number,
  zenith: Vec3,
  sunIrradiance: Vec3,
): number[] {
  const ground = up < 0 ? 0.35 + 0.65 * Math.exp(up * 40) : 1;
  const cie = (1 + 2 * Math.max(up, HORIZON)) / 3;
  return [0, 1, 2].map((c) => {
    const open = clear[c] * (1 - overcast) + zenith[c] * cie * overcast;
    // A cloud scatters the sun and the sky around it back at about the radiance of a white sheet.
    const cloud = 0.11 * sunIrradiance[c] + 0.6 * zenith[c] + 0.3 * clear[c];
    return (open + (cloud - open) * cover + NIGHT[c]) * ground;
  });
}

/** The cloudless upper half, coarse; rows below the horizon repeat it. */
function clearSky(sun: Vec3, haze: number): Sky {
  const width = WIDTH / COARSE;
  const height = HEIGHT / COARSE;
  const radiance = new Float32Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const theta = ((row + 0.5) / height) * Math.PI;
    const up = Math.max(HORIZON, Math.cos(theta));
    const around = Math.sqrt(1 - up * up);
    for (let column = 0; column < width; column++) {
      const i = (row * width + column) * 3;
      if (row > height / 2) {
        radiance.copyWithin(i, i - width * 3, i - width * 3 + 3);
        continue;
      }
      const phi = ((column + 0.5) / width) * 2 * Math.PI;
      const d: Vec3 = [around * Math.sin(phi), up, -around * Math.cos(phi)];
      radiance.set(atmosphere(d, sun, haze, SOLAR_IRRADIANCE), i);
    }
  }
  return { width, height, radiance, sunDirection: sun, sunIrradiance: [0, 0, 0] };
}
