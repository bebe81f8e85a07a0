import type { Vec3 } from '../../../document/scene-document';
import type { RestBody } from './body-shape';

/** Measures of a head at rest, metres, in the body model's own space. */
export interface HeadMeasures {
  top: number;
  chin: number;
  front: number;
  back: number;
  half: number;
  /** [V] does a vertex of the body part move with the head alone. */
  isHead: Uint8Array;
  eyes: { left: Eye; right: Eye };
}

export interface Eye {
  centre: Vec3;
  radius: number;
}

export function measureHead(rest: RestBody): HeadMeasures {
  const { model, positions } = rest;
  const head = model.bones.findIndex(({ name }) => name === 'head');
  const { vertex, vertices } = model.parts.body;
  const isHead = new Uint8Array(vertices);
  let [top, chin, front, back, half] = [-Infinity, Infinity, -Infinity, Infinity, 0];
  for (let v = vertex; v < vertex + vertices; v++) {
    let share = 0;
    for (let k = v * 4; k < v * 4 + 4; k++) if (model.boneIndices[k] === head) share += model.boneWeights[k];
    if (share < 0.5) continue;
    isHead[v - vertex] = 1;
    const [x, y, z] = [positions[v * 3], positions[v * 3 + 1], positions[v * 3 + 2]];
    top = Math.max(top, y);
    if (z > rest.heads[head * 3 + 2] + 0.07) chin = Math.min(chin, y);
    back = Math.min(back, z);
    if (y > top - 0.12) front = Math.max(front, z);
    half = Math.max(half, Math.abs(x));
  }
  return { top, chin, front, back, half, isHead, eyes: { left: eyeOf(rest, 1), right: eyeOf(rest, -1) } };
}

function eyeOf({ model, positions }: RestBody, side: 1 | -1): Eye {
  const { vertex, vertices } = model.parts.eyes;
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let v = vertex; v < vertex + vertices; v++) {
    if (Math.sign(positions[v * 3]) !== side) continue;
    for (let k = 0; k < 3; k++) {
      low[k] = Math.min(low[k], positions[v * 3 + k]);
      high[k] = Math.max(high[k], positions[v * 3 + k]);
    }
  }
  const centre: Vec3 = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
  return { centre, radius: (high[0] - low[0]) / 2 };
}
