import type { Vec3 } from '../../../document/scene-document';
import type { BodyPlaces } from '../cloth/second-skin';
import { type RestBody } from '../figure/body-shape';
import { groundOf } from '../figure/skeleton';

/** One station along a foot at rest: where it lies, how wide and how high the foot is there. Metres, heights over the sole. */
export interface Station {
  z: number;
  centre: number;
  half: number;
  top: number;
}

/** The shape of a foot, as shoemakers keep it. */
export interface Last {
  side: 'left' | 'right';
  stations: Station[];
  /** Joint between foot and toes. */
  ball: Vec3;
  ankle: Vec3;
  /** Contours of the lower leg, from the ankle up: centre, half-widths. */
  shaft: { y: number; x: number; z: number; halfX: number; halfZ: number }[];
}

const STATIONS = 15;

/** Measures a foot of a body at rest. */
export function lastOf(places: BodyPlaces, side: 'left' | 'right'): Last {
  const { rest } = places;
  const sign = side === 'left' ? 1 : -1;
  const s = side === 'left' ? 'l' : 'r';
  const ankle = places.joint(`foot_${s}`);
  const knee = places.joint(`calf_${s}`);
  const points = legPoints(rest, sign, knee[1]);
  const foot = points.filter(([, y]) => y < ankle[1] + 0.005);
  const [back, front] = [Math.min(...foot.map(([, , z]) => z)), Math.max(...foot.map(([, , z]) => z))];
  const step = (front - back) / (STATIONS - 1);
  const stations = Array.from({ length: STATIONS }, (_, k): Station => {
    const z = back + k * step;
    const near = foot.filter((p) => Math.abs(p[2] - z) < step * 0.85);
    const xs = near.map(([x]) => x);
    const [low, high] = [Math.min(...xs), Math.max(...xs)];
    return { z, centre: (low + high) / 2, half: (high - low) / 2, top: Math.max(...near.map(([, y]) => y)) };
  });
  const shaft = Array.from({ length: 14 }, (_, k) => {
    const y = ankle[1] - 0.01 + ((knee[1] - 0.02 - ankle[1]) * k) / 13;
    const near = points.filter((p) => Math.abs(p[1] - y) < 0.02 && p[2] < ankle[2] + 0.1);
    const [xs, zs] = [near.map(([x]) => x), near.map(([, , z]) => z)];
    const [x0, x1, z0, z1] = [Math.min(...xs), Math.max(...xs), Math.min(...zs), Math.max(...zs)];
    return { y, x: (x0 + x1) / 2, z: (z0 + z1) / 2, halfX: (x1 - x0) / 2, halfZ: (z1 - z0) / 2 };
  });
  return { side, stations, ball: places.joint(`ball_${s}`), ankle, shaft };
}

function legPoints(rest: RestBody, sign: number, below: number): Vec3[] {
  const { vertex, vertices } = rest.model.parts.body;
  const ground = groundOf(rest);
  const points: Vec3[] = [];
  for (let v = vertex; v < vertex + vertices; v++) {
    const [x, y, z] = [rest.positions[v * 3], rest.positions[v * 3 + 1] - ground, rest.positions[v * 3 + 2]];
    if (x * sign > 0.01 && y < below) points.push([x, y, z]);
  }
  return points;
}
