import type { Vec3 } from '../../../document/scene-document';
import { add, cross, dot, length, normalise, scale, subtract } from '../../../geometry/vector';
import type { RestBody } from './body-shape';
import type { ArmPose, LegPose, Pose } from './pose';
import { after, about, euler, NO_TURN, share, type Turn, turned } from './turn';

/** Where each bone of a posed body has moved: p ↦ turn·p + shift. */
export interface Skeleton {
  turns: Turn[];
  shifts: Vec3[];
}

export interface Stance {
  pose: Pose;
  /** Height of the heel over the ball of the foot that the shoes give, metres. */
  heel: number;
  /** Thickness of the sole under the ball of the foot, metres. */
  sole: number;
}

type Side = 'left' | 'right';
const SIDES = ['left', 'right'] as const;

/** A leg is never stretched farther than this share of its length: locked knees look like a doll's. */
const STRETCH = 0.992;

/** Poses a body; its soles stand on y = 0, its hips over the origin. */
export function poseSkeleton(rest: RestBody, stance: Stance): Skeleton {
  return new Poser(rest, stance).run();
}

class Poser {
  private readonly turns: Turn[];
  private readonly shifts: Vec3[];
  private readonly index: Map<string, number>;
  private readonly unit: number;

  constructor(
    private readonly rest: RestBody,
    private readonly stance: Stance,
  ) {
    this.index = new Map(rest.model.bones.map((bone, i) => [bone.name, i]));
    this.turns = rest.model.bones.map(() => NO_TURN);
    this.shifts = rest.model.bones.map(() => [0, 0, 0]);
    this.unit = rest.stature / 1.75;
  }

  run(): Skeleton {
    const { pose } = this.stance;
    this.placePelvis();
    const part = share(pose.chest, 1 / 3);
    for (const name of ['spine_01', 'spine_02', 'spine_03']) this.follow(name, euler(part));
    this.follow('neck_01', euler(share(pose.head, 0.4)));
    this.follow('head', euler(share(pose.head, 0.6)));
    for (const side of SIDES) {
      this.placeLeg(side, pose.legs[side]);
      this.placeArm(side, pose.arms[side]);
    }
    return { turns: this.turns, shifts: this.shifts };
  }

  /** As high as the straighter of the legs that carry allows. */
  private placePelvis(): void {
    const { pelvis, legs } = this.stance.pose;
    const turn = euler(pelvis.turn);
    const leg = this.legLength();
    const over: Vec3 = [pelvis.shift[0] * leg, 0, pelvis.shift[1] * leg];
    this.put('pelvis', turn, over);
    let height = Infinity;
    for (const side of SIDES) {
      const hip = this.moved('pelvis', this.head(`thigh_${side[0]}`));
      const ankle = this.ankle(side, legs[side]);
      const away = Math.hypot(ankle[0] - hip[0], ankle[2] - hip[2]);
      const reach = Math.sqrt(Math.max(0.05, (STRETCH * leg) ** 2 - away * away));
      if (!legs[side].free) height = Math.min(height, ankle[1] + reach - hip[1]);
    }
    const hips = pelvis.seat === undefined ? height - pelvis.drop * leg : pelvis.seat * leg;
    this.put('pelvis', turn, [over[0], hips, over[2]]);
  }

  private placeLeg(side: Side, leg: LegPose): void {
    const [s, sign] = signOf(side);
    const hip = this.moved('pelvis', this.head(`thigh_${s}`));
    const ankle = this.ankle(side, leg);
    const heading = this.stance.pose.pelvis.turn[1] * 0.5;
    const out = (leg.knee ?? (leg.yaw ?? 0) * 0.6) * sign + heading;
    const pole: Vec3 = [Math.sin(out), 0, Math.cos(out)];
    const [upper, lower] = [`thigh_${s}`, `calf_${s}`];
    const { first, second } = bent(hip, ankle, pole, this.long(upper, lower), this.long(lower, `foot_${s}`));
    const axis = normalise(cross(pole, first));
    const restAxis: Vec3 = [1, 0, 0];
    this.put(upper, swung(this.towards(upper, lower), restAxis, first, axis), hip);
    const knee = this.moved(upper, this.head(lower));
    this.put(lower, swung(this.towards(lower, `foot_${s}`), restAxis, second, axis), knee);
    const foot = this.footTurn(side, leg);
    this.put(`foot_${s}`, foot, this.moved(lower, this.head(`foot_${s}`)));
    // The toes stay flat when the heel leaves the ground.
    const pitch = this.pitchOf(leg);
    this.follow(
      `ball_${s}`,
      leg.lift ? euler([-Math.max(0, pitch) * 0.4, 0, 0]) : euler([-Math.max(0, pitch), 0, 0]),
    );
  }

  private pitchOf(leg: LegPose): number {
    return (leg.pitch ?? 0) + this.heelPitch();
  }

  private footTurn(side: Side, leg: LegPose): Turn {
    const yaw = (leg.yaw ?? 0.12) * signOf(side)[1];
    return euler([this.pitchOf(leg), yaw, 0]);
  }

  /** How far the shoes tip the foot. */
  private heelPitch(): number {
    const back = this.head('ball_l')[2] - this.head('foot_l')[2];
    return Math.atan2(this.stance.heel, back);
  }

  /** The ankle's place: under a raised heel the foot stands on its ball. */
  private ankle(side: Side, leg: LegPose): Vec3 {
    const [s, sign] = signOf(side);
    const length = this.legLength();
    const joint = this.head(`foot_${s}`);
    const ball = this.head(`ball_${s}`);
    const ground = this.ground();
    const pitch = this.pitchOf(leg);
    const turn = this.footTurn(side, leg);
    const heel: Vec3 = [joint[0], ground, joint[2] - 0.05 * this.unit];
    // Whichever touches: heel or ball.
    const low = pitch >= 0 ? subtract([ball[0], ground, ball[2]], joint) : subtract(heel, joint);
    const hip = this.head(`thigh_${s}`);
    return [
      hip[0] + sign * leg.at[0] * length,
      -turned(turn, low)[1] + this.stance.sole + (leg.lift ?? 0) * length,
      leg.at[1] * length,
    ];
  }

  private placeArm(side: Side, arm: ArmPose): void {
    const [s, sign] = signOf(side);
    const chest = this.turns[this.bone('spine_03')];
    const [collar, upper, lower, hand] = [`clavicle_${s}`, `upperarm_${s}`, `lowerarm_${s}`, `hand_${s}`];
    const raised = arm.kind === 'hang' ? Math.max(-0.06, (arm.out - 0.9) * 0.3) : 0;
    this.follow(collar, about([0, 0, 1], sign * raised));
    const shoulder = this.moved(collar, this.head(upper));
    const [upperLength, lowerLength] = [this.long(upper, lower), this.long(lower, hand)];
    let first: Vec3;
    let second: Vec3;
    let axis: Vec3;
    if (arm.kind === 'hang') {
      const down: Vec3 = [sign * Math.sin(arm.out), -Math.cos(arm.out), 0];
      const swing = about([1, 0, 0], -arm.forward);
      first = turned(chest, turned(swing, down));
      axis = turned(chest, turned(about([0, 1, 0], -sign * (arm.inward ?? 0.3)), [-1, 0, 0]));
      axis = normalise(subtract(axis, scale(first, dot(axis, first))));
      second = turned(about(axis, arm.bend), first);
    } else {
      const hips = this.turns[this.bone('pelvis')];
      const middle = this.moved('pelvis', scale(add(this.head('thigh_l'), this.head('thigh_r')), 0.5));
      const out = (v: Vec3): Vec3 => [v[0] * sign, v[1], v[2]];
      const frame = arm.hand[1] > 0.25 ? chest : hips;
      const target = add(middle, turned(frame, scale(out(arm.hand), this.unit)));
      const pole = normalise(turned(chest, out(arm.elbow)));
      ({ first, second } = bent(shoulder, target, pole, upperLength, lowerLength));
      axis = normalise(cross(first, second));
    }
    const from = this.towards(upper, lower);
    const to = this.towards(lower, hand);
    const restAxis = normalise(cross(from, to));
    this.put(upper, swung(from, restAxis, first, axis), shoulder);
    // The palm turns to the thigh: a part of the twist is the lower arm's, the rest the wrist's.
    const twist = arm.kind === 'hang' ? sign : 0;
    const turn = after(about(second, twist * 0.7), swung(to, restAxis, second, axis));
    this.put(lower, turn, this.moved(upper, this.head(lower)));
    if (arm.kind === 'reach' && arm.fingers) this.aimHand(side, arm.fingers);
    else this.follow(hand, about(to, twist * 0.7));
    this.curlFingers(side, arm.curl ?? 0.45);
  }

  private aimHand(side: Side, fingers: Vec3): void {
    const [s, sign] = signOf(side);
    const hand = `hand_${s}`;
    const wanted = normalise(
      turned(this.turns[this.bone('spine_03')], [fingers[0] * sign, fingers[1], fingers[2]]),
    );
    const lower = this.turns[this.bone(`lowerarm_${s}`)];
    const now = turned(lower, this.towards(hand, `middle_01_${s}`));
    const axis = cross(now, wanted);
    const angle = Math.min(1.1, Math.atan2(length(axis), dot(now, wanted)));
    this.put(hand, after(about(normalise(axis), angle), lower), this.moved(`lowerarm_${s}`, this.head(hand)));
  }

  /** A hand at ease: fingers bent towards the palm, the little finger more than the first. */
  private curlFingers(side: Side, curl: number): void {
    const [s, sign] = signOf(side);
    const across = subtract(this.head(`pinky_01_${s}`), this.head(`index_01_${s}`));
    ['index', 'middle', 'ring', 'pinky'].forEach((finger, k) => {
      for (const joint of ['01', '02', '03']) {
        const name = `${finger}_${joint}_${s}`;
        const along = this.direction(name);
        const palm = normalise(scale(cross(along, across), sign));
        const axis = normalise(cross(along, palm));
        this.follow(name, about(axis, curl * (0.7 + 0.15 * k)));
      }
    });
    for (const joint of ['01', '02', '03']) this.follow(`thumb_${joint}_${s}`, NO_TURN);
  }

  private follow(name: string, turn: Turn): void {
    const parent = this.rest.model.bones[this.bone(name)].parent;
    const outer = this.turns[parent];
    const at = add(turned(outer, this.head(name)), this.shifts[parent]);
    this.put(name, after(outer, turn), at);
  }

  /** Turns a bone about its head, which comes to lie at `at`. */
  private put(name: string, turn: Turn, at: Vec3): void {
    const i = this.bone(name);
    this.turns[i] = turn;
    this.shifts[i] = subtract(at, turned(turn, this.head(name)));
  }

  private moved(name: string, point: Vec3): Vec3 {
    const i = this.bone(name);
    return add(turned(this.turns[i], point), this.shifts[i]);
  }

  private bone(name: string): number {
    return this.index.get(name)!;
  }

  private head(name: string): Vec3 {
    return at(this.rest.heads, this.bone(name));
  }

  private towards(name: string, next: string): Vec3 {
    return normalise(subtract(this.head(next), this.head(name)));
  }

  private direction(name: string): Vec3 {
    return normalise(subtract(at(this.rest.tails, this.bone(name)), this.head(name)));
  }

  private long(name: string, next: string): number {
    return length(subtract(this.head(next), this.head(name)));
  }

  private legLength(): number {
    return this.long('thigh_l', 'calf_l') + this.long('calf_l', 'foot_l');
  }

  /** Height of the soles at rest. */
  private ground(): number {
    return groundOf(this.rest);
  }
}

const at = (values: Float32Array, i: number): Vec3 => [values[i * 3], values[i * 3 + 1], values[i * 3 + 2]];

const signOf = (side: Side): readonly ['l' | 'r', 1 | -1] => (side === 'left' ? ['l', 1] : ['r', -1]);

const grounds = new WeakMap<RestBody, number>();

/** Lowest point of the skin at rest. */
export function groundOf(rest: RestBody): number {
  let ground = grounds.get(rest);
  if (ground === undefined) {
    ground = Infinity;
    const { vertex, vertices } = rest.model.parts.body;
    for (let v = vertex; v < vertex + vertices; v++) ground = Math.min(ground, rest.positions[v * 3 + 1]);
    grounds.set(rest, ground);
  }
  return ground;
}

/** Directions of two bones that lead from one point to another, or as far as they reach, bent towards a pole. */
function bent(
  from: Vec3,
  to: Vec3,
  pole: Vec3,
  first: number,
  second: number,
): { first: Vec3; second: Vec3 } {
  const straight = subtract(to, from);
  const distance = Math.min(
    Math.max(length(straight), Math.abs(first - second) * 1.05),
    (first + second) * 0.999,
  );
  const along = normalise(straight);
  const side = normalise(subtract(pole, scale(along, dot(pole, along))));
  const cosine = (first * first + distance * distance - second * second) / (2 * first * distance);
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  const upper = add(scale(along, cosine), scale(side, sine));
  const lower = normalise(subtract(scale(along, distance), scale(upper, first)));
  return { first: upper, second: lower };
}

/** The rotation that takes one direction to another, and an axis across the first to one across the second. */
function swung(from: Vec3, fromAxis: Vec3, to: Vec3, toAxis: Vec3): Turn {
  const [a, b] = [frame(from, fromAxis), frame(to, toAxis)];
  const cell = (row: number, column: number): number =>
    b[0][row] * a[0][column] + b[1][row] * a[1][column] + b[2][row] * a[2][column];
  return [
    cell(0, 0), cell(0, 1), cell(0, 2),
    cell(1, 0), cell(1, 1), cell(1, 2),
    cell(2, 0), cell(2, 1), cell(2, 2),
  ]; // prettier-ignore
}

function frame(along: Vec3, axis: Vec3): [Vec3, Vec3, Vec3] {
  const side = normalise(subtract(axis, scale(along, dot(axis, along))));
  return [along, side, cross(along, side)];
}

/** Moves vertices with their bones (linear blend skinning). */
export function skin(
  { turns, shifts }: Skeleton,
  positions: Float32Array,
  indices: Uint8Array,
  weights: Float32Array,
): Float32Array {
  const out = new Float32Array(positions.length);
  const rows = turns.map((turn, i) => [...turn, ...shifts[i]]);
  for (let v = 0; v < positions.length / 3; v++) {
    const [x, y, z] = [positions[v * 3], positions[v * 3 + 1], positions[v * 3 + 2]];
    let px = 0;
    let py = 0;
    let pz = 0;
    for (let k = v * 4; k < v * 4 + 4; k++) {
      const w = weights[k];
      if (w === 0) continue;
      const m = rows[indices[k]];
      px += w * (m[0] * x + m[1] * y + m[2] * z + m[9]);
      py += w * (m[3] * x + m[4] * y + m[5] * z + m[10]);
      pz += w * (m[6] * x + m[7] * y + m[8] * z + m[11]);
    }
    out[v * 3] = px;
    out[v * 3 + 1] = py;
    out[v * 3 + 2] = pz;
  }
  return out;
}
