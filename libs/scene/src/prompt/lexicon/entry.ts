import type {
  ElementType,
  MaterialName,
  RoomSize,
  ArchitectureSpace,
  Weather,
} from '../../document/vocabulary';

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

/** What a word of the grammar does. */
export type Role =
  | 'negation' // no, without
  | 'turn' // but, however: ends a negation
  | 'and' // and, or, &
  | 'link' // of, in, made of: binds a material that follows its part
  | 'with' // a sofa with ...: something new begins
  | 'on' // oak on the floor
  | 'a' // one of what follows
  | 'the' // something already there
  | 'comma'
  | 'degree' // light, deep: shades of a colour that we do not tell apart
  | 'style' // a word of taste; some choose the composer's style (style-words.ts)
  | 'filler'; // nothing to do with the scene

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
  | { kind: 'hour'; hour: number }
  | { kind: 'weather'; value: Weather; near?: boolean }
  | { kind: 'lamps'; value: boolean }
  | { kind: 'number'; value: number }
  | { kind: 'view'; value: 'interior' | 'exterior' }
  | { kind: 'word'; role: Role };

export type EntryKind = Entry['kind'];
