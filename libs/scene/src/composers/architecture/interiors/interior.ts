import type { ArchitectureBrief, Opening } from '../../../document/scene-document';
import type { ElementType, RoomSize, ArchitectureSpace } from '../../../document/vocabulary';
import type { Random } from '../../../geometry/random';
import type { FloorPlan } from '../layout/floor-plan';
import type { Room, Side } from '../layout/room';
import type { Palette } from '../palette';

export type Range = readonly [low: number, high: number];
export interface Measures {
  width: Range;
  depth: Range;
  height: Range;
}

/** All that a room's layout may ask for while it is furnished. */
export interface Composition {
  brief: ArchitectureBrief;
  palette: Palette;
  room: Room;
  plan: FloorPlan;
  random: Random;
  /** Which of west and east takes the part of the left side: half of all seeds are mirrored. */
  left: Side;
  right: Side;
  /** The asked number of a thing, or the room's own choice. */
  wants(type: ElementType, otherwise: number): number;
}

export type ShellWish = Pick<Composition, 'brief' | 'palette' | 'random' | 'left' | 'right'> &
  Omit<Room, 'openings'>;

/** One kind of room. The main windows look north on plan. */
export interface InteriorRecipe {
  space: ArchitectureSpace;
  measures: Record<RoomSize, Measures>;
  /** Walls and floor are tiled. */
  wet?: boolean;
  accent?(wish: ShellWish): Side | undefined;
  /** Chance that the lamps are lit by day. */
  lampsByDay: number;
  openings(wish: ShellWish): Partial<Record<Side, Opening[]>>;
  furnish(composition: Composition): void;
}
