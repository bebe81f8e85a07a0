import type { Vec3 } from '../../../document/scene-document';
import type { Dye, LightMood, SetMaterial } from '../../../document/vocabulary/fashion';
import type { Random } from '../../../geometry/random';
import type { FloorPlan } from '../../architecture/layout/floor-plan';
import type { Piece } from '../cut-and-cloth';
import { type FashionSet, indoors } from './set';

/** Radius and height of the cyclorama: the camera walks inside, the lamps hang above what it sees. */
const RADIUS = 7;
const WALL = 4.6;
const LAMPS_AT = 5;

const DARK: readonly Dye[] = [
  'black',
  'charcoal',
  'navy',
  'chocolate',
  'forest',
  'plum',
  'burgundy',
  'emerald',
  'teal',
];
const LIGHT: readonly Dye[] = ['white', 'ivory', 'silver', 'blush', 'sky', 'beige', 'lilac', 'yellow'];

/** A cyclorama of seamless paper all round, under softboxes, at night: all light is the lamps'. */
export const studio: FashionSet = ({ plan, brief, pieces, random }) => {
  const light = brief.light ?? 'soft';
  plan.add({
    type: 'backdrop',
    position: [0, 0, 0],
    size: [2 * RADIUS, WALL, 2 * RADIUS],
    materials: { surface: brief.backdrop ?? paperFor(pieces, random.fork('paper')) },
    params: { shape: 'round' },
  });
  hangLamps(plan, light, random.fork('side').chance(0.5) ? 1 : -1);
  return {
    setting: 'interior',
    position: [0, 0, 0],
    yaw: 0,
    bounds: { min: [-RADIUS, 0, -RADIUS], max: [RADIUS, WALL, RADIUS] },
    environment: indoors(0),
    lamps: true,
    move: 'turntable',
  };
};

/** Paper that the outfit stands out against. */
export function paperFor(pieces: readonly Piece[], random: Random): SetMaterial {
  const large = pieces.filter(
    ({ type }) => !['boots', 'sneakers', 'loafers', 'pumps', 'sandals', 'belt', 'bag', 'hat'].includes(type),
  );
  const dark = large.filter(({ dye }) => DARK.includes(dye)).length;
  const pale = large.filter(({ dye }) => LIGHT.includes(dye)).length;
  if (dark > pale)
    return random.pick(['paper-white', 'paper-grey', 'paper-beige', 'paper-sage', 'paper-blush'] as const);
  if (pale > dark)
    return random.pick(['paper-grey', 'paper-blue', 'paper-charcoal', 'paper-rust', 'paper-sage'] as const);
  return random.pick(['paper-white', 'paper-grey', 'paper-beige', 'paper-white'] as const);
}

/** Softboxes look at the figure's chest: a key from one side, a weaker fill from the other, a rim from behind. */
function hangLamps(plan: FloorPlan, light: LightMood, side: number): void {
  const lamp = (name: string, angle: number, width: number, height: number): void => {
    const position: Vec3 = [Math.sin(angle) * LAMPS_AT, WALL - 0.1, Math.cos(angle) * LAMPS_AT];
    const tilt = Math.atan2(position[1] + height / 2 - 1.2, LAMPS_AT);
    plan.add({
      type: 'softbox',
      name,
      position,
      yaw: angle + Math.PI,
      size: [width, height, 0.4],
      params: { tilt: Math.round(tilt * 1000) / 1000 },
    });
  };
  if (light === 'dramatic') {
    lamp('key', side * 1.25, 1.6, 1.6);
    lamp('rim', Math.PI - side * 0.5, 0.9, 1.2);
    return;
  }
  const large = light === 'soft' ? 2.8 : 1.3;
  lamp('key', side * 0.7, large, large);
  lamp('rim', Math.PI - side * 0.6, 1.2, 1.2);
  if (light === 'hard') return;
  lamp('fill', -side * 0.9, 2, 2);
  plan.add({
    type: 'softbox',
    name: 'top',
    position: [0, WALL - 0.2, 0.4],
    size: [3, 3, 0.4],
    params: { tilt: Math.round(500 * Math.PI) / 1000 },
  });
}
