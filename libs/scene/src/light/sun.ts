import type { Environment, Vec3 } from '../document/scene-document';

const RADIANS = Math.PI / 180;

/** Degrees by which the sun stands north of the equator on a day of the year (Cooper's formula). */
export function solarDeclination(dayOfYear: number): number {
  return 23.44 * Math.sin(2 * Math.PI * ((284 + dayOfYear) / 365));
}

/**
 * Unit vector towards the sun in scene space (y up); its y is negative at night.
 * True north is −Z turned by `environment.north` about +Y.
 */
export function sunDirection(
  environment: Pick<Environment, 'hour' | 'dayOfYear' | 'latitude' | 'north'>,
): Vec3 {
  const latitude = environment.latitude * RADIANS;
  const declination = solarDeclination(environment.dayOfYear) * RADIANS;
  const hourAngle = (environment.hour - 12) * 15 * RADIANS;

  const east = -Math.cos(declination) * Math.sin(hourAngle);
  const north =
    Math.cos(latitude) * Math.sin(declination) -
    Math.sin(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  const up =
    Math.sin(latitude) * Math.sin(declination) +
    Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);

  const c = Math.cos(environment.north);
  const s = Math.sin(environment.north);
  return [east * c - north * s, up, -east * s - north * c];
}
