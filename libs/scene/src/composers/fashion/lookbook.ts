import { keyframeOf } from '../../camera/fashion/framing';
import { STILLS } from '../../camera/fashion/moves';
import type { FashionBrief, Worn, WornWish } from '../../document/fashion-brief';
import type { CameraPath, SceneDocument } from '../../document/scene-document';
import { DYES, FABRICS, type Dye, type Fabric } from '../../document/vocabulary/fashion';
import { Random } from '../../geometry/random';
import { composeFashion, styleFor } from './compose';
import { spokenPiece } from './title';
import { wearable } from './outfit';
import { TASTES } from './taste';
import { WARDROBE } from './wardrobe';

/** One look among those of a lookbook, counted from 1. */
export interface LookPlace {
  number: number;
  of: number;
}

/** A piece as it is worn in a scene. */
export interface WornPiece {
  type: Worn;
  fabric: Fabric;
  dye: Dye;
  /** "camel wool coat" */
  name: string;
}

/** Vertical field of view of the stills, degrees. */
const FOV = 26;
/** How many of the asked pieces a look takes, look after look: the others are its style's. */
const ASKED = [3, 1, 2];
/** Tries to find an outfit that no earlier look has. */
const TRIES = 6;
const PAPERS = [
  'paper-white',
  'paper-grey',
  'paper-beige',
  'paper-white',
  'paper-sage',
  'paper-blush',
] as const;
const POSES = ['contrapposto', 'stand', 'hands-on-hips', 'walk', 'hand-in-pocket', 'turn'] as const;

/**
 * One look of a lookbook: the same character, style, place and palette in all of them, while garments, cloth and pose change
 * from look to look. The camera has two stills: the whole figure at 0 s, its upper half at 1 s. The same brief, seed and place
 * give the same document; no two looks of a book wear the same, as far as the brief leaves room.
 */
export function composeLook(brief: FashionBrief, seed: number, { number, of }: LookPlace): SceneDocument {
  const worn = new Set<string>();
  let look = lookOf(brief, seed, 1, of, 0);
  for (let n = 1; n <= number; n++) {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      look = lookOf(brief, seed, n, of, attempt);
      if (!worn.has(outfitOf(look))) break;
    }
    worn.add(outfitOf(look));
  }
  return { ...look, camera: stillsOf(look) };
}

/** What a scene's figure wears, the outermost piece first. */
export function wornPieces(document: SceneDocument): WornPiece[] {
  return document.elements
    .flatMap(({ type, materials, params }) => {
      if (params?.wearer === undefined || !(type in WARDROBE)) return [];
      const cloth = materials?.fabric ?? '';
      const dye = DYES.find((one) => cloth.startsWith(`${one}-`));
      const fabric = FABRICS.find((one) => cloth === `${dye}-${one}`);
      if (!dye || !fabric) return [];
      const piece = { type: type as Worn, fabric, dye };
      return [{ ...piece, name: spokenPiece(piece) }];
    })
    .reverse();
}

function lookOf(brief: FashionBrief, seed: number, n: number, of: number, attempt: number): SceneDocument {
  const book = new Random(seed).fork('lookbook');
  const own = book.fork(`look-${n}-${attempt}`);
  const style = brief.style ?? styleFor(brief, book.fork('style'));
  const dyes = brief.dyes ?? collectionOf(style, book);
  const look: FashionBrief = {
    ...brief,
    style,
    space: brief.space ?? 'studio',
    character: brief.character ?? seed,
    backdrop: brief.backdrop ?? book.fork('paper').pick(PAPERS),
    light: brief.light ?? 'soft',
    hour: brief.hour ?? book.fork('hour').pick([9.5, 10.5, 15, 16]),
    weather: brief.weather ?? 'partly-cloudy',
    pose: brief.pose ?? POSES[(n - 1 + book.fork('pose').integer(0, POSES.length - 1)) % POSES.length],
    wears: askedFor(brief.wears ?? [], n, of),
    dyes: rotated(dyes, n - 1).slice(0, 3),
    fabrics: rotated(brief.fabrics ?? [], n - 1).slice(0, 2),
  };
  return composeFashion(look, own.integer(0, 0xffffffff));
}

/** The colours of a collection when nobody names any: two palettes of its style. */
function collectionOf(style: keyof typeof TASTES, random: Random): Dye[] {
  const { palettes } = TASTES[style];
  const first = random.fork('palette').integer(0, palettes.length - 1);
  const chosen = [palettes[first], palettes[(first + 1) % palettes.length]];
  return [
    ...new Set(chosen.flatMap(({ ground, second, accent }) => [ground[0], second[0], ground[1], accent[0]])),
  ];
}

/**
 * The asked pieces, shared out: each look begins the list at another one and takes what can be worn together; where few are
 * asked for, every third look does without them.
 */
function askedFor(wishes: readonly WornWish[], n: number, of: number): WornWish[] {
  if (of > 3 && wishes.length > 0 && wishes.length <= 2 && n % 3 === 0) return [];
  return wearable(rotated(wishes, n - 1)).slice(0, ASKED[(n - 1) % ASKED.length]);
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const from = list.length > 0 ? by % list.length : 0;
  return [...list.slice(from), ...list.slice(0, from)];
}

const outfitOf = (document: SceneDocument): string =>
  wornPieces(document)
    .filter(({ type }) => WARDROBE[type].role !== 'feet')
    .map(({ name }) => name)
    .join(', ');

function stillsOf({ elements }: SceneDocument): CameraPath {
  const figure = elements.find(({ type }) => type === 'figure')!;
  return {
    keyframes: [keyframeOf(figure, STILLS.full, 0, FOV), keyframeOf(figure, STILLS.detail, 1, FOV)],
    move: 'still',
  };
}
