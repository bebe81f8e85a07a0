import type { ElementType, MaterialName, RoomSize, ArchitectureSpace } from '../../../document/vocabulary';
import type { AmbienceEntry } from '../../ambience';
import type { GrammarEntry } from '../../grammar-words';

/** The parts of a brief that take a material. */
export const SLOTS = ['floor', 'wall', 'wood', 'fabric', 'counter', 'metal', 'facade', 'roof'] as const;
export type Slot = (typeof SLOTS)[number];

/** What a material word means in each part of a building, and where it goes when no part is named. */
export interface Concept {
  name: string;
  /** A colour gives way to a substance: in "white marble floor" the marble decides. */
  type: 'substance' | 'colour';
  bySlot: Partial<Record<Slot, MaterialName>>;
  /** Tried in this order when no part is named; `outside` on exteriors. */
  alone: readonly Slot[];
  outside: readonly Slot[];
  /** Not exactly the asked material in these slots, but the nearest we have. */
  near?: boolean;
}

/** What a phrase means. */
export type Entry =
  | { kind: 'space'; value: ArchitectureSpace; weak?: boolean; near?: boolean; brings?: ElementType }
  | { kind: 'material'; concept: Concept }
  /** Parts that take a material, in the order in which they are tried. */
  | { kind: 'part'; slots: readonly Slot[] }
  /** A thing that can be counted, with the slots that a material before it may mean. */
  | { kind: 'element'; types: readonly ElementType[]; slots: readonly Slot[]; near?: boolean }
  | { kind: 'window'; value?: 'few' | 'large' }
  | { kind: 'size'; value: RoomSize }
  | { kind: 'room' }
  | AmbienceEntry
  | { kind: 'view'; value: 'interior' | 'exterior' }
  | GrammarEntry;

export type EntryKind = Entry['kind'];
