import { type BodyModel, blendShapes } from '../../../assets/body-model';
import type { Character } from './character';

/** A body at rest: arms spread, legs apart, on no ground yet. */
export interface RestBody {
  model: BodyModel;
  /** [3·vertices] metres */
  positions: Float32Array;
  /** [3·bones] where the bones turn, and where they end. */
  heads: Float32Array;
  tails: Float32Array;
  /** Crown above the soles, metres. */
  stature: number;
}

/** The body of a person, as tall as they are. */
export function restBody(model: BodyModel, character: Character): RestBody {
  const low = blendShapes(model, shapeWeights(character, 0.5));
  const high = blendShapes(model, shapeWeights(character, 0.6));
  const [short, tall] = [heightOf(model, low), heightOf(model, high)];
  // Stature is linear in the trait, so two bodies tell the third.
  const height = 0.5 + (0.1 * (character.stature - short)) / (tall - short);
  const positions = blendShapes(model, shapeWeights(character, Math.min(0.72, Math.max(0.25, height))));
  const ends = positions.subarray(model.vertices * 3);
  const heads = new Float32Array(model.bones.length * 3);
  const tails = new Float32Array(model.bones.length * 3);
  for (let bone = 0; bone < model.bones.length; bone++) {
    heads.set(ends.subarray(bone * 6, bone * 6 + 3), bone * 3);
    tails.set(ends.subarray(bone * 6 + 3, bone * 6 + 6), bone * 3);
  }
  const body = positions.slice(0, model.vertices * 3);
  return { model, positions: body, heads, tails, stature: heightOf(model, body) };
}

function heightOf(model: BodyModel, positions: Float32Array): number {
  const { vertex, vertices } = model.parts.body;
  let low = Infinity;
  let high = -Infinity;
  for (let v = vertex; v < vertex + vertices; v++) {
    low = Math.min(low, positions[v * 3 + 1]);
    high = Math.max(high, positions[v * 3 + 1]);
  }
  return high - low;
}

type Shares = Record<string, number>;

/** Weights of the blend shapes: each is the product of its traits' shares. */
function shapeWeights(character: Character, height: number): Map<string, number> {
  const weights = new Map<string, number>();
  const genders: Shares =
    character.body === 'feminine' ? { female: 0.96, male: 0.04 } : { female: 0.06, male: 0.94 };
  const ages: Shares = { young: 1 - character.age, old: character.age };
  const muscles = between(character.muscle, 'minmuscle', 'averagemuscle', 'maxmuscle');
  const fats = between(character.weight, 'minweight', 'averageweight', 'maxweight');
  const heights = between(height, 'minheight', '', 'maxheight');
  const proportions = between(character.proportions, 'uncommonproportions', '', 'idealproportions');
  const cups = between(character.cup, 'mincup', '', 'maxcup');
  for (const [gender, g] of Object.entries(genders)) {
    for (const [age, a] of Object.entries(ages)) {
      const both = g * a;
      for (const [origin, share] of Object.entries(character.origin))
        weights.set(`${origin}-${gender}-${age}`, both * share);
      for (const [muscle, m] of Object.entries(muscles))
        for (const [fat, f] of Object.entries(fats))
          weights.set(`universal-${gender}-${age}-${muscle}-${fat}`, both * m * f);
      for (const [name, h] of Object.entries(heights)) weights.set(`${gender}-${age}-${name}`, both * h);
      for (const [name, p] of Object.entries(proportions)) weights.set(`${gender}-${age}-${name}`, both * p);
      if (gender === 'female')
        for (const [name, c] of Object.entries(cups)) weights.set(`${gender}-${age}-${name}`, both * c);
    }
  }
  for (const [name, amount] of character.details)
    weights.set(name + (amount < 0 ? '-' : '+'), Math.abs(amount));
  return weights;
}

/** Shares of the two anchors that a trait of 0 … 1 lies between; the middle one is at 0.5. */
function between(value: number, low: string, middle: string, high: string): Shares {
  const away = Math.min(1, Math.abs(value - 0.5) * 2);
  return { [middle]: 1 - away, [value < 0.5 ? low : high]: away };
}
