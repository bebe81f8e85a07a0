import type { CharacterWish, WornWish } from '../../../document/fashion-brief';
import type {
  Dye,
  Fabric,
  FashionMove,
  FashionSpace,
  FashionStyle,
  LightMood,
  Pose,
  Season,
} from '../../../document/vocabulary/fashion';
import type { AmbienceEntry } from '../../ambience';
import type { GrammarEntry } from '../../grammar-words';
import type * as items from '../../items';

/** What can be said of a piece besides its cloth. */
export type Cut = Pick<WornWish, 'fit' | 'length' | 'sleeve' | 'collar' | 'leg' | 'shape' | 'closure'>;

/** What a phrase means. */
export type Entry =
  /** One piece, or several that are bought together; `cloth`: before another piece it is that piece's fabric. */
  | { kind: 'worn'; pieces: readonly WornWish[]; cloth?: Fabric; near?: boolean }
  | { kind: 'fabric'; value: Fabric; dye?: Dye; near?: boolean }
  | { kind: 'dye'; value: Dye; near?: boolean }
  | { kind: 'cut'; cut: Cut }
  /** Of a garment its length, of hair its style. */
  | { kind: 'extent'; value: 'long' | 'short' }
  | { kind: 'hair'; wish: Pick<CharacterWish, 'hair' | 'hairColour'> }
  | { kind: 'person'; wish: CharacterWish; near?: boolean }
  | { kind: 'backdrop' }
  | { kind: 'space'; value: FashionSpace; near?: boolean }
  | { kind: 'style'; value: FashionStyle; near?: boolean }
  | { kind: 'season'; value: Season }
  | { kind: 'light'; value: LightMood }
  | { kind: 'pose'; value: Pose; near?: boolean }
  | { kind: 'move'; value: FashionMove }
  /** "twelve looks" */
  | { kind: 'looks' }
  | AmbienceEntry
  | GrammarEntry;

export type Item = items.Item<Entry>;
export type KnownItem = items.KnownItem<Entry>;

export const each = <E extends Entry>(phrases: string, entry: E): [phrase: string, entry: E][] =>
  phrases.split(', ').map((phrase) => [phrase, entry]);
