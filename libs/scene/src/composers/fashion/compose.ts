import { MaquetteError } from '@maquette/kernel';
import type { FashionBrief } from '../../document/fashion-brief';
import type { SceneDocument, SceneElement } from '../../document/scene-document';
import {
  FASHION_SPACES,
  FASHION_STYLES,
  type FashionSpace,
  type FashionStyle,
  type Pose,
} from '../../document/vocabulary/fashion';
import { Random } from '../../geometry/random';
import { FloorPlan } from '../architecture/layout/floor-plan';
import { type Character, characterOf } from './character';
import { clothOf, cutFrom, type Piece } from './cut-and-cloth';
import { chooseOutfit } from './outfit';
import { garden } from './sets/garden';
import { loft } from './sets/loft';
import { runway } from './sets/runway';
import type { BuiltSet, FashionSet } from './sets/set';
import { street } from './sets/street';
import { studio } from './sets/studio';
import { TASTES } from './taste';
import { titleOf } from './title';
import { FORMS } from './wardrobe';

const SETS: Record<FashionSpace, FashionSet> = { studio, runway, street, loft, garden };

/** Metres. */
const HEIGHT = {
  feminine: { petite: 1.62, average: 1.7, tall: 1.79 },
  masculine: { petite: 1.7, average: 1.79, tall: 1.88 },
} as const;

/** How somebody stands in each place when nobody says. */
const POSES: Record<FashionSpace, readonly Pose[]> = {
  studio: ['contrapposto', 'stand', 'hands-on-hips', 'hand-in-pocket', 'turn'],
  runway: ['walk'],
  street: ['walk', 'contrapposto', 'hand-in-pocket', 'look-back'],
  loft: ['contrapposto', 'arms-crossed', 'hand-in-pocket', 'stand'],
  garden: ['contrapposto', 'walk', 'turn', 'stand'],
};

/**
 * Dresses a character and puts it into a set, as a brief asks; what it leaves open follows from the seed, each aspect from a
 * stream of its own. The same brief and seed give the same document. The camera is left without keyframes: see
 * `planFashionCamera`.
 *
 * @throws MaquetteError `space-unknown` when the brief names a space that nobody builds.
 */
export function composeFashion(brief: FashionBrief, seed: number): SceneDocument {
  const random = new Random(seed).fork('fashion');
  const style = brief.style ?? styleFor(brief, random.fork('style'));
  const space = brief.space ?? random.fork('space').pick(TASTES[style].spaces);
  const build = SETS[space];
  if (!build) throw unknownSpace(space);
  const character = characterOf(brief, seed);
  const outfit = chooseOutfit(brief, style, character.body, random.fork('outfit'));
  const pieces = cutFrom(outfit, brief, style, random.fork('cut'));

  const plan = new FloorPlan();
  const set = build({ plan, brief, pieces, random: random.fork(space) });
  const pose = brief.pose ?? random.fork('pose').pick(POSES[space]);
  const figure = figureOf(character, set, pose, random.fork('stance'));
  return {
    schema: 'maquette/scene/1',
    domain: 'fashion',
    title: titleOf(pieces, space),
    seed,
    space,
    setting: set.setting,
    environment: set.environment,
    lamps: set.lamps,
    bounds: set.bounds,
    elements: [figure, ...pieces.map((piece) => wornBy(figure, piece)), ...plan.elements],
    camera: { keyframes: [], move: brief.move ?? set.move },
  };
}

/** The style that has most of the asked pieces and fabrics; among equals the seed decides. */
export function styleFor({ wears = [], fabrics = [] }: FashionBrief, random: Random): FashionStyle {
  const score = (style: FashionStyle): number => {
    const { whole, tops, bottoms, seconds, outers, shoes, fabrics: liked } = TASTES[style];
    const usual = [...whole, ...tops, ...bottoms, ...seconds, ...outers, ...shoes];
    const cloths = [...fabrics, ...wears.flatMap(({ fabric }) => (fabric ? [fabric] : []))];
    const pieces = wears.filter(({ type }) => usual.includes(type)).length;
    return pieces + cloths.filter((fabric) => liked.includes(fabric)).length;
  };
  const best = Math.max(...FASHION_STYLES.map(score));
  return random.pick(FASHION_STYLES.filter((style) => score(style) === best));
}

function figureOf(character: Character, set: BuiltSet, pose: Pose, random: Random): SceneElement {
  const { seed, body, stature, build, age, hair, hairColour, skin, iris } = character;
  const height = HEIGHT[body][stature];
  return {
    id: 'figure-1',
    type: 'figure',
    position: set.position,
    yaw: set.yaw,
    size: [0.6, height, 0.4],
    materials: { skin, hair: hairColour, iris },
    params: {
      character: seed,
      body,
      stature,
      build,
      age,
      hair,
      pose,
      ...(pose === 'walk' ? { phase: Math.round(random.next() * 100) / 100 } : {}),
    },
  };
}

/** A piece as an element that follows its wearer. */
function wornBy({ id, position, yaw, size }: SceneElement, piece: Piece): SceneElement {
  const forms = FORMS.flatMap((form) => (piece[form] === undefined ? [] : [[form, piece[form]] as const]));
  return {
    id: `${piece.type}-1`,
    type: piece.type,
    position,
    yaw,
    size,
    materials: { fabric: clothOf(piece), trim: piece.trim },
    params: { wearer: id, ...Object.fromEntries(forms) },
  };
}

function unknownSpace(space: string): MaquetteError {
  return new MaquetteError('bad-input', 'space-unknown', `No composer builds the space "${space}".`, {
    hint: `Choose one of ${FASHION_SPACES.join(', ')}.`,
  });
}
