import type { Vec3 } from '../document/scene-document';

/**
 * Single scattering of sunlight in a spherical atmosphere (Nishita et al. 1993, coefficients as in Bruneton & Neyret 2008),
 * with a constant factor for the higher orders that it leaves out.
 */
const EARTH = 6_360_000;
const TOP = 6_420_000;
const RAYLEIGH: Vec3 = [5.8e-6, 13.5e-6, 33.1e-6];
const RAYLEIGH_HEIGHT = 8000;
const MIE = 4e-6;
const MIE_HEIGHT = 1200;
const MIE_ASYMMETRY = 0.76;
/** Ozone absorbs in the Chappuis band: it keeps the zenith blue at sunset. */
const OZONE: Vec3 = [0.65e-6, 1.88e-6, 0.085e-6];
const STEPS = 14;
const SUN_STEPS = 6;
const HIGHER_ORDERS = 2.3;

/** Radiance along `direction` for the given solar irradiance outside the atmosphere. */
export function atmosphere(direction: Vec3, sun: Vec3, haze: number, irradiance: Vec3): Vec3 {
  const reach = distanceToTop(EARTH + 2, direction[1]);
  const mu = direction[0] * sun[0] + direction[1] * sun[1] + direction[2] * sun[2];
  const rayleighPhase = (3 / (16 * Math.PI)) * (1 + mu * mu);
  const g = MIE_ASYMMETRY;
  const miePhase =
    ((3 / (8 * Math.PI)) * ((1 - g * g) * (1 + mu * mu))) /
    ((2 + g * g) * Math.pow(1 + g * g - 2 * g * mu, 1.5));
  let depthR = 0;
  let depthM = 0;
  const sum = [0, 0, 0];
  let previous = 0;
  for (let i = 1; i <= STEPS; i++) {
    // Finer steps near the viewer, where most of the air is.
    const end = reach * Math.pow(i / STEPS, 2);
    const t = (previous + end) / 2;
    const dt = end - previous;
    previous = end;
    const x = direction[0] * t;
    const y = EARTH + 2 + direction[1] * t;
    const z = direction[2] * t;
    const r = Math.hypot(x, y, z);
    const densityR = Math.exp(-(r - EARTH) / RAYLEIGH_HEIGHT) * dt;
    const densityM = Math.exp(-(r - EARTH) / MIE_HEIGHT) * dt * haze;
    depthR += densityR;
    depthM += densityM;
    const sunDepth = depthToSun(x, y, z, r, sun);
    if (!sunDepth) continue;
    for (let c = 0; c < 3; c++) {
      const tau =
        (RAYLEIGH[c] + OZONE[c]) * (depthR + sunDepth[0]) + MIE * 1.1 * (depthM + sunDepth[1] * haze);
      sum[c] += Math.exp(-tau) * (densityR * RAYLEIGH[c] * rayleighPhase + densityM * MIE * miePhase);
    }
  }
  return [
    sum[0] * irradiance[0] * HIGHER_ORDERS,
    sum[1] * irradiance[1] * HIGHER_ORDERS,
    sum[2] * irradiance[2] * HIGHER_ORDERS,
  ];
}

/** Share of sunlight that reaches the ground, per channel; falls to zero as the disc sets. */
export function transmittanceToSun(sun: Vec3, haze: number): Vec3 {
  const setting = Math.min(1, Math.max(0, (sun[1] + 0.01) / 0.02));
  const depth = depthToSun(0, EARTH + 2, 0, EARTH + 2, [sun[0], Math.max(sun[1], 0.005), sun[2]]) ?? [0, 0];
  return RAYLEIGH.map(
    (beta, c) => setting * Math.exp(-((beta + OZONE[c]) * depth[0] + MIE * 1.1 * haze * depth[1])),
  ) as unknown as Vec3;
}

/** Optical depths (Rayleigh, Mie) from a point towards the sun, or null in the earth's shadow. */
function depthToSun(x: number, y: number, z: number, r: number, sun: Vec3): [number, number] | null {
  const cosine = (x * sun[0] + y * sun[1] + z * sun[2]) / r;
  if (cosine < 0 && r * Math.sqrt(1 - cosine * cosine) < EARTH) return null;
  const reach = distanceToTop(r, cosine);
  let depthR = 0;
  let depthM = 0;
  for (let i = 0; i < SUN_STEPS; i++) {
    const t = reach * Math.pow((i + 0.5) / SUN_STEPS, 2);
    const dt = (reach * (2 * i + 1)) / (SUN_STEPS * SUN_STEPS);
    const height = Math.hypot(x + sun[0] * t, y + sun[1] * t, z + sun[2] * t) - EARTH;
    depthR += Math.exp(-height / RAYLEIGH_HEIGHT) * dt;
    depthM += Math.exp(-height / MIE_HEIGHT) * dt;
  }
  return [depthR, depthM];
}

function distanceToTop(r: number, cosine: number): number {
  return -r * cosine + Math.sqrt(r * r * (cosine * cosine - 1) + TOP * TOP);
}
