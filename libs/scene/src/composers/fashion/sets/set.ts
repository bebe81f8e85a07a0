import type { FashionBrief } from '../../../document/fashion-brief';
import type { Environment, SceneDocument, Vec3 } from '../../../document/scene-document';
import type { FashionMove } from '../../../document/vocabulary/fashion';
import type { Random } from '../../../geometry/random';
import type { FloorPlan } from '../../architecture/layout/floor-plan';
import type { Piece } from '../cut-and-cloth';

export interface SetOrder {
  plan: FloorPlan;
  brief: FashionBrief;
  pieces: readonly Piece[];
  random: Random;
}

/** A place for the figure, and what surrounds it. */
export interface BuiltSet {
  setting: SceneDocument['setting'];
  /** Where the figure stands, and where it looks. */
  position: Vec3;
  yaw: number;
  bounds: SceneDocument['bounds'];
  environment: Environment;
  lamps: boolean;
  /** The move that shows the place best, when nobody asks for another. */
  move: FashionMove;
}

export type FashionSet = (order: SetOrder) => BuiltSet;

const NORTHERN: Pick<Environment, 'latitude' | 'dayOfYear'> = { latitude: 48, dayOfYear: 150 };

/** Inside a set that the sun does not reach: the hour only says how bright the sky above it is. */
export const indoors = (hour: number): Environment => ({ ...NORTHERN, hour, north: 0, weather: 'overcast' });

/** Out of doors by day, the sun high and to one side of the figure's front unless the hour says otherwise. */
export function outdoors({ hour, weather, light }: FashionBrief, random: Random): Environment {
  const usual = random.fork('hour').pick([9.5, 10.5, 14.5, 15.5, 16.5]);
  const sky = light === 'hard' ? 'clear' : light === 'soft' ? 'overcast' : undefined;
  return {
    ...NORTHERN,
    hour: hour ?? (light === 'dramatic' ? 18.5 : usual),
    north: Math.round(random.fork('north').between(-0.5, 0.5) * 1000) / 1000,
    weather:
      weather ?? sky ?? random.fork('weather').pick(['clear', 'partly-cloudy', 'hazy', 'overcast'] as const),
  };
}
