import type { Vec3 } from '../../document/scene-document';
import type { Family } from '../element';

/** What stands around a preparation. */
export const STAGE: Family<'cove' | 'lamp-panel'> = {
  // A round floor that rises into a wall and a dome, of one colour: there is no corner behind the preparation.
  cove: {
    size: [14, 8, 14],
    slots: { surface: 'backdrop-white' },
    solid: false,
    build(sink, { size: [w, h, d] }, material) {
      const profile = coveProfile(Math.min(w, d) / 2, h);
      sink.surface(
        (s, t) => {
          const [radius, y] = along(profile, t);
          // Turned so that its front is its inside.
          const angle = -2 * Math.PI * s;
          return [radius * Math.sin(angle), y, radius * Math.cos(angle)];
        },
        56,
        44,
        material('surface'),
      );
    },
  },
  // A softbox: glows on its front, +Z, tipped by `params.pitch` (radians, positive looks down).
  'lamp-panel': {
    size: [1.4, 1.4, 0.05],
    slots: { lamp: 'lamp-key' },
    solid: false,
    build(sink, { size: [w, h], params }, material) {
      const pitch = typeof params?.pitch === 'number' ? params.pitch : 0;
      sink.within({ position: [0, h / 2, 0], yaw: 0, pitch }, () =>
        sink.quad(
          [-w / 2, -h / 2, 0],
          [w / 2, -h / 2, 0],
          [w / 2, h / 2, 0],
          [-w / 2, h / 2, 0],
          material('lamp'),
        ),
      );
    },
  },
};

type Profile = readonly (readonly [radius: number, y: number])[];

/** From the floor's middle outwards, up the wall and over to the top. */
function coveProfile(radius: number, height: number): Profile {
  const bend = 0.3 * radius;
  const points: [number, number][] = [[0, 0]];
  for (let i = 1; i <= 8; i++) points.push([((radius - bend) * i) / 8, 0]);
  for (let i = 1; i <= 8; i++) {
    const a = (Math.PI / 2) * (i / 8);
    points.push([radius - bend + bend * Math.sin(a), bend - bend * Math.cos(a)]);
  }
  const rise = height - bend;
  for (let i = 1; i <= 10; i++) {
    const a = (Math.PI / 2) * (i / 10);
    points.push([radius * Math.cos(a), bend + rise * Math.sin(a)]);
  }
  return points;
}

function along(profile: Profile, t: number): readonly [number, number] {
  const place = t * (profile.length - 1);
  const i = Math.min(profile.length - 2, Math.floor(place));
  const f = place - i;
  const [a, b] = [profile[i], profile[i + 1]];
  return [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f];
}

/** The yaw and pitch of a panel at `position` that looks at a point. */
export function aimedAt(position: Vec3, target: Vec3): { yaw: number; pitch: number } {
  const [x, y, z] = [0, 1, 2].map((k) => target[k] - position[k]);
  return { yaw: Math.atan2(x, z), pitch: Math.atan2(-y, Math.hypot(x, z)) };
}
