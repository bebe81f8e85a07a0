import type { SceneElement } from '../../../document/scene-document';
import type { Age, Body, Build, HairStyle, Stature } from '../../../document/vocabulary/fashion';
import { AGES, BODIES, BUILDS, HAIR_STYLES, STATURES } from '../../../document/vocabulary/fashion';
import { Random } from '../../../geometry/random';
import { choiceParam } from '../choice';

/** What makes one person: fixed by `params.character` alone, save for what the element's other params ask for. */
export interface Character {
  body: Body;
  /** Metres. */
  stature: number;
  /** 0 thin … 0.5 average … 1 heavy. */
  weight: number;
  muscle: number;
  /** 0 is 25 years, 1 is 90. */
  age: number;
  /** 0.5 average, 1 a fashion drawing's. */
  proportions: number;
  cup: number;
  /** Shares of the three face families of the body model, sum 1. */
  origin: { african: number; asian: number; caucasian: number };
  hair: HairStyle;
  /** Face and figure details by name, -1 … 1. */
  details: ReadonlyMap<string, number>;
}

const STATURE: Record<Body, Record<Stature, number>> = {
  feminine: { petite: 1.6, average: 1.72, tall: 1.8 },
  masculine: { petite: 1.7, average: 1.81, tall: 1.9 },
};
const WEIGHT: Record<Build, number> = { slim: 0.3, average: 0.46, athletic: 0.44, curvy: 0.74 };
const MUSCLE: Record<Build, number> = { slim: 0.44, average: 0.5, athletic: 0.78, curvy: 0.46 };
const AGE: Record<Age, number> = { young: 0.02, middle: 0.3, mature: 0.62 };

/** Details of the face and how far a person may differ from the mean in them. */
const FACE: Record<string, number> = {
  'head-oval': 0.5,
  'head-triangular': 0.4,
  'head-scale-vert': 0.35,
  'head-scale-horiz': 0.3,
  'forehead-scale-vert': 0.3,
  'eyebrows-angle': 0.5,
  'eyebrows-trans': 0.4,
  'eye-scale': 0.35,
  'eye-corner1': 0.5,
  'eye-trans': 0.3,
  'nose-scale-vert': 0.4,
  'nose-scale-horiz': 0.4,
  'nose-scale-depth': 0.3,
  'nose-hump': 0.4,
  'nose-point': 0.5,
  'mouth-scale-horiz': 0.3,
  'mouth-upperlip-volume': 0.5,
  'mouth-lowerlip-volume': 0.5,
  'chin-width': 0.4,
  'chin-height': 0.3,
  'chin-prominent': 0.3,
  'cheek-bones': 0.5,
  'cheek-volume': 0.35,
  'ear-scale': 0.3,
  'neck-scale-horiz': 0.15,
  'measure-shoulder-dist': 0.25,
};

/** The person that a figure's params describe; whatever they leave open follows from `character`. */
export function characterOf(figure: SceneElement): Character {
  const random = new Random(seedOf(String(figure.params?.character ?? 'someone')));
  // Everything is drawn, and in one order, so that asking for one thing changes no other.
  const drawn = {
    body: random.fork('body').pick(['feminine', 'masculine'] as const),
    hair: random.fork('hair').pick(HAIR_STYLES.filter((style) => style !== 'bald')),
    stature: random.fork('stature').between(-0.03, 0.03),
    build: random.fork('build').pick(['slim', 'average', 'athletic'] as const),
    age: random.fork('age').pick(['young', 'young', 'middle'] as const),
  };
  const body = choiceParam(figure, 'body', BODIES, drawn.body);
  const build = choiceParam(figure, 'build', BUILDS, drawn.build);
  const stature = STATURE[body][choiceParam(figure, 'stature', STATURES, 'average')] + drawn.stature;
  return {
    body,
    stature,
    weight: WEIGHT[build] + random.fork('weight').between(-0.05, 0.05),
    muscle: MUSCLE[build],
    age: AGE[choiceParam(figure, 'age', AGES, drawn.age)] + random.fork('years').between(0, 0.08),
    proportions: 0.8,
    cup: build === 'curvy' ? 0.62 : random.fork('cup').between(0.36, 0.52),
    origin: originOf(random.fork('origin')),
    hair: choiceParam(figure, 'hair', HAIR_STYLES, drawn.hair),
    details: detailsOf(random.fork('face')),
  };
}

function originOf(random: Random): Character['origin'] {
  const shares = [random.next(), random.next(), random.next()].map((share) => share ** 3 + 0.02);
  const sum = shares[0] + shares[1] + shares[2];
  return { african: shares[0] / sum, asian: shares[1] / sum, caucasian: shares[2] / sum };
}

function detailsOf(random: Random): Map<string, number> {
  return new Map(
    Object.entries(FACE).map(([name, reach]) => [name, reach * (random.next() + random.next() - 1)]),
  );
}

function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
