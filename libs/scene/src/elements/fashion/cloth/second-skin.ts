import type { Vec3 } from '../../../document/scene-document';
import { add, dot, length, scale, subtract } from '../../../geometry/vector';
import type { RestBody } from '../figure/body-shape';
import { groundOf } from '../figure/skeleton';
import { neighboursOf } from './neighbours';
import { type Sheet, subdivide, vertexCount } from './sheet';

/** Columns of a sheet that clothes are cut from. Heights are over the soles. */
export const COLUMN = { x: 0, y: 1, z: 2, armShare: 3, arm: 4, legShare: 5, leg: 6, bones: 7 } as const;

/** Heights over the soles of a body at rest, metres. */
export interface Landmarks {
  ankle: number;
  knee: number;
  crotch: number;
  hip: number;
  /** Where trousers sit. */
  waistband: number;
  /** Where a dress is narrowest. */
  waist: number;
  chest: number;
  armpit: number;
  shoulder: number;
  /** Base of the neck. */
  neck: Vec3;
  shoulderHalf: number;
}

/** Where a point lies on the body. */
export interface Place {
  x: number;
  y: number;
  z: number;
  /** 0 body … 1 arm. */
  armShare: number;
  /** 0 shoulder, 1 elbow, 2 wrist. */
  arm: number;
  legShare: number;
  /** 0 hip, 1 knee, 2 ankle. */
  leg: number;
}

/** Knows where points of a resting body lie. */
export class BodyPlaces {
  readonly marks: Landmarks;
  private readonly ground: number;
  private readonly isArm: boolean[];
  private readonly isLeg: boolean[];

  constructor(readonly rest: RestBody) {
    const names = rest.model.bones.map(({ name }) => name);
    this.ground = groundOf(rest);
    this.isArm = names.map((name) => /^(upperarm|lowerarm|hand|index|middle|ring|pinky|thumb)_/.test(name));
    this.isLeg = names.map((name) => /^(thigh|calf|foot|ball)_/.test(name));
    this.marks = this.landmarks();
  }

  /** A joint, height over the soles. */
  joint(name: string): Vec3 {
    const i = this.rest.model.bones.findIndex((bone) => bone.name === name) * 3;
    const { heads } = this.rest;
    return [heads[i], heads[i + 1] - this.ground, heads[i + 2]];
  }

  /** Where vertex v of the body model lies. */
  placeOf(v: number): Place {
    const { positions, model } = this.rest;
    const point: Vec3 = [positions[v * 3], positions[v * 3 + 1] - this.ground, positions[v * 3 + 2]];
    let armShare = 0;
    let legShare = 0;
    for (let k = v * 4; k < v * 4 + 4; k++) {
      if (this.isArm[model.boneIndices[k]]) armShare += model.boneWeights[k];
      if (this.isLeg[model.boneIndices[k]]) legShare += model.boneWeights[k];
    }
    const s = point[0] >= 0 ? 'l' : 'r';
    return {
      x: point[0],
      y: point[1],
      z: point[2],
      armShare,
      arm: armShare > 0.02 ? this.along([`upperarm_${s}`, `lowerarm_${s}`, `hand_${s}`], point) : 0,
      legShare,
      leg: legShare > 0.02 ? this.along([`thigh_${s}`, `calf_${s}`, `foot_${s}`], point) : 0,
    };
  }

  /** Position along a chain of two bones; beyond its end it goes on at the pace of the last. */
  private along([first, second, third]: [string, string, string], point: Vec3): number {
    const [a, b, c] = [this.joint(first), this.joint(second), this.joint(third)];
    const share = (from: Vec3, to: Vec3): number => {
      const along = subtract(to, from);
      return dot(subtract(point, from), along) / dot(along, along);
    };
    const upper = share(a, b);
    const lower = share(b, c);
    // The joint's bisecting plane parts the two.
    return upper < 1 && (lower < 0 || upper < 0.8) ? upper : 1 + Math.max(0, lower);
  }

  private landmarks(): Landmarks {
    const { positions, model } = this.rest;
    const { vertex, vertices } = model.parts.tights;
    let crotch = Infinity;
    for (let v = vertex; v < vertex + vertices; v++) {
      if (Math.abs(positions[v * 3]) < 0.004) crotch = Math.min(crotch, positions[v * 3 + 1] - this.ground);
    }
    const height = (name: string): number => this.joint(name)[1];
    const shoulder = this.joint('upperarm_l');
    return {
      ankle: height('foot_l'),
      knee: height('calf_l'),
      crotch,
      hip: height('thigh_l'),
      waistband: height('spine_01') + 0.015,
      waist: height('spine_02') + 0.02,
      chest: height('spine_03') + 0.06,
      armpit: shoulder[1] - 0.1,
      shoulder: shoulder[1],
      neck: this.joint('neck_01'),
      shoulderHalf: shoulder[0],
    };
  }
}

/** The smooth second skin of a body as a sheet: from neck to wrists and ankles, in one piece. */
export function secondSkin(places: BodyPlaces): Sheet {
  const { model } = places.rest;
  const { vertex, vertices, face, faces } = model.parts.tights;
  const bones = model.bones.length;
  const columns = Array.from({ length: COLUMN.bones + bones }, () => new Float64Array(vertices));
  for (let i = 0; i < vertices; i++) {
    const place = places.placeOf(vertex + i);
    [place.x, place.y, place.z, place.armShare, place.arm, place.legShare, place.leg].forEach(
      (value, k) => (columns[k][i] = value),
    );
    for (let k = 0; k < 4; k++) {
      const at = (vertex + i) * 4 + k;
      columns[COLUMN.bones + model.boneIndices[at]][i] += model.boneWeights[at];
    }
  }
  const triangles: number[] = [];
  for (let f = face * 4; f < (face + faces) * 4; f += 4) {
    const [a, b, c, d] = model.faces.subarray(f, f + 4);
    triangles.push(a - vertex, b - vertex, c - vertex, a - vertex, c - vertex, d - vertex);
  }
  const fine = subdivide({ columns, triangles: Uint32Array.from(triangles) });
  smooth(fine, 2);
  // What belongs to an arm fades evenly, so that armholes are cut clean.
  smooth(fine, 8, 0.5, [COLUMN.armShare, COLUMN.legShare]);
  return fine;
}

/** Evens out columns, positions if none are named; rims stay. */
export function smooth(
  sheet: Sheet,
  passes: number,
  strength = 0.5,
  columns: readonly number[] = [COLUMN.x, COLUMN.y, COLUMN.z],
): void {
  const count = vertexCount(sheet);
  const { from, list } = neighboursOf(sheet.triangles, count);
  const onRim = rimFlags(sheet);
  for (let pass = 0; pass < passes; pass++) {
    for (const k of columns) {
      const old = Float64Array.from(sheet.columns[k]);
      for (let v = 0; v < count; v++) {
        if (onRim[v] || from[v + 1] === from[v]) continue;
        let sum = 0;
        for (let i = from[v]; i < from[v + 1]; i++) sum += old[list[i]];
        sheet.columns[k][v] = old[v] + (sum / (from[v + 1] - from[v]) - old[v]) * strength;
      }
    }
  }
}

/** Which vertices lie on a rim. */
export function rimFlags({ triangles, columns }: Sheet): Uint8Array {
  const flags = new Uint8Array(columns[0].length);
  const seen = new Map<number, number>();
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [triangles[t + k], triangles[t + ((k + 1) % 3)]];
      const key = Math.min(a, b) * 0x100000 + Math.max(a, b);
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  for (const [key, times] of seen) {
    if (times > 1) continue;
    flags[Math.floor(key / 0x100000)] = 1;
    flags[key % 0x100000] = 1;
  }
  return flags;
}

/** Distance of a point from the line between two others, and the point of the line next to it. */
export function axisPoint(from: Vec3, to: Vec3, point: Vec3): { foot: Vec3; distance: number } {
  const along = subtract(to, from);
  const t = dot(subtract(point, from), along) / dot(along, along);
  const foot = add(from, scale(along, t));
  return { foot, distance: length(subtract(point, foot)) };
}
