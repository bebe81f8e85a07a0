import type { CharacterWish, FashionBrief } from '../../document/fashion-brief';
import { type Build, type HairColour, type HairStyle, SKINS } from '../../document/vocabulary/fashion';
import { Random } from '../../geometry/random';

/** Who wears the clothes: everything said, so that a document shows it. */
export interface Character extends Required<CharacterWish> {
  /** Fixes what has no word: the face, and the measures within the words. */
  seed: number;
  iris: 'iris-brown' | 'iris-hazel' | 'iris-green' | 'iris-blue' | 'iris-grey';
}

const FEMININE_HAIR: readonly HairStyle[] = ['long', 'bob', 'bun', 'ponytail', 'short', 'curly', 'long'];
const MASCULINE_HAIR: readonly HairStyle[] = ['short', 'cropped', 'short', 'curly', 'bald', 'cropped'];
const FEMININE_BUILDS: readonly Build[] = ['slim', 'slim', 'average', 'athletic'];
const MASCULINE_BUILDS: readonly Build[] = ['slim', 'average', 'athletic'];
/** Fair skins have all hair and eyes, dark skins dark ones. */
const FAIR_HAIR: readonly HairColour[] = [
  'hair-blond',
  'hair-brown',
  'hair-dark-brown',
  'hair-auburn',
  'hair-red',
  'hair-black',
];
const DARK_HAIR: readonly HairColour[] = ['hair-black', 'hair-dark-brown', 'hair-black'];

/** The same seed and words give the same character, whatever is worn, wherever it is shown. */
export function characterOf(brief: FashionBrief, sceneSeed: number): Character {
  const seed = brief.character ?? sceneSeed;
  const random = new Random(seed).fork('character');
  const body = brief.body ?? (random.fork('body').chance(0.6) ? 'feminine' : 'masculine');
  const skin = brief.skin ?? random.fork('skin').pick(SKINS);
  const age = brief.age ?? random.fork('age').pick(['young', 'young', 'middle', 'mature'] as const);
  const fair = SKINS.indexOf(skin) < 4;
  const natural = random.fork('hair-colour').pick(fair ? FAIR_HAIR : DARK_HAIR);
  const styles = body === 'feminine' ? FEMININE_HAIR : MASCULINE_HAIR;
  return {
    seed,
    body,
    skin,
    age,
    stature: brief.stature ?? random.fork('stature').pick(['average', 'tall', 'tall'] as const),
    build: brief.build ?? random.fork('build').pick(body === 'feminine' ? FEMININE_BUILDS : MASCULINE_BUILDS),
    hair: brief.hair ?? random.fork('hair').pick(styles),
    hairColour: brief.hairColour ?? (age === 'mature' ? 'hair-grey' : natural),
    iris: random.fork('iris').pick(fair ? IRISES : IRISES.slice(0, 2)),
  };
}

const IRISES = ['iris-brown', 'iris-hazel', 'iris-blue', 'iris-green', 'iris-grey'] as const;
