import type { Pose as PoseName } from '../../../document/vocabulary/fashion';
import type { ArmPose, LegPose, Pose } from './pose';
import { walkPose } from './walk';

const hang = (out: number, forward: number, bend: number, inward = 0.35): ArmPose => ({
  kind: 'hang',
  out,
  forward,
  bend,
  inward,
});
const foot = (out: number, forward: number, yaw = 0.14, more: Partial<LegPose> = {}): LegPose => ({
  at: [out, forward],
  yaw,
  ...more,
});

const onHip: ArmPose = {
  kind: 'reach',
  hand: [0.185, 0.13, 0.03],
  elbow: [1, -0.15, -0.45],
  fingers: [-0.5, -0.55, 0.65],
  curl: 0.3,
};
const inPocket: ArmPose = {
  kind: 'reach',
  hand: [0.185, 0.03, 0.04],
  elbow: [0.75, 0, -0.8],
  fingers: [-0.08, -1, 0.2],
  curl: 0.5,
};

const STAND: Pose = {
  pelvis: { turn: [0, 0, 0], shift: [0, 0], drop: 0.002 },
  chest: [-0.02, 0, 0],
  head: [0.02, 0, 0],
  legs: { left: foot(0.005, 0.005), right: foot(0.005, -0.015) },
  arms: { left: hang(0.2, 0.03, 0.22), right: hang(0.2, 0.05, 0.25) },
};

/** Weight on one leg, hip out over it, shoulders the other way. */
const CONTRAPPOSTO: Pose = {
  pelvis: { turn: [0, 0.06, -0.07], shift: [-0.07, 0], drop: 0.002 },
  chest: [-0.02, -0.1, 0.12],
  head: [0.03, 0.1, -0.06],
  legs: {
    left: foot(0.03, 0.11, 0.4, { free: true }),
    right: foot(-0.04, -0.02, 0.12),
  },
  arms: { left: hang(0.22, 0.06, 0.35), right: hang(0.24, 0, 0.2) },
};

const POSES: Record<Exclude<PoseName, 'walk'>, Pose> = {
  stand: STAND,
  contrapposto: CONTRAPPOSTO,
  'hands-on-hips': {
    ...STAND,
    legs: { left: foot(0.07, 0.02, 0.25), right: foot(0.07, -0.01, 0.25) },
    arms: { left: onHip, right: onHip },
  },
  'hand-in-pocket': {
    ...CONTRAPPOSTO,
    arms: { left: inPocket, right: hang(0.22, 0.02, 0.22) },
  },
  'arms-crossed': {
    ...STAND,
    chest: [-0.05, 0, 0],
    legs: { left: foot(0.03, 0.04, 0.22), right: foot(0.03, -0.03, 0.2) },
    arms: {
      left: {
        kind: 'reach',
        hand: [-0.1, 0.31, 0.22],
        elbow: [0.75, -0.8, 0.2],
        fingers: [-1, 0.15, -0.15],
        curl: 0.2,
      },
      right: {
        kind: 'reach',
        hand: [-0.1, 0.335, 0.175],
        elbow: [0.75, -0.8, 0.2],
        fingers: [-1, 0.1, 0.1],
        curl: 0.25,
      },
    },
  },
  turn: {
    pelvis: { turn: [0, 0.4, 0], shift: [0, 0], drop: 0.01 },
    chest: [0, 0.3, 0.03],
    head: [0, -0.55, 0],
    legs: { left: foot(0.02, -0.06, 0.55), right: foot(0.02, 0.08, 0.05, { pitch: 0.1 }) },
    arms: { left: hang(0.24, -0.18, 0.22), right: hang(0.24, 0.2, 0.3) },
  },
  'look-back': {
    pelvis: { turn: [0, 0.25, -0.04], shift: [-0.03, 0], drop: 0.006 },
    chest: [-0.02, 0.4, 0.04],
    head: [0.02, 0.65, 0.04],
    legs: { left: foot(0.01, 0.1, 0.1, { free: true }), right: foot(0, -0.05, 0.1) },
    arms: { left: hang(0.24, -0.12, 0.25), right: hang(0.24, 0.15, 0.3) },
  },
  'hand-on-hip': {
    ...CONTRAPPOSTO,
    arms: { left: hang(0.24, 0.1, 0.3), right: onHip },
  },
  'arms-behind': {
    ...STAND,
    chest: [-0.06, 0, 0],
    legs: { left: foot(0.02, 0.03, 0.2), right: foot(0.02, -0.02, 0.2) },
    arms: {
      left: { kind: 'reach', hand: [0.05, 0.09, -0.17], elbow: [0.8, -0.2, -1], fingers: [-0.8, -0.6, -0.1] },
      right: {
        kind: 'reach',
        hand: [0.04, 0.06, -0.18],
        elbow: [0.8, -0.2, -1],
        fingers: [-0.8, -0.6, -0.1],
      },
    },
  },
  lean: {
    pelvis: { turn: [0, -0.15, 0.05], shift: [0.05, -0.06], drop: 0.006 },
    chest: [-0.08, 0.1, -0.14],
    head: [0.06, 0.15, 0.1],
    legs: { left: foot(-0.05, 0.02, 0.1), right: foot(0.02, 0.2, 0.35, { free: true }) },
    arms: { left: inPocket, right: hang(0.24, 0.12, 0.35) },
  },
  'legs-apart': {
    ...STAND,
    legs: { left: foot(0.14, 0.03, 0.3), right: foot(0.14, -0.03, 0.3) },
    arms: { left: hang(0.3, 0, 0.25), right: hang(0.3, 0, 0.25) },
  },
  sit: {
    pelvis: { turn: [-0.1, 0, 0], shift: [0, 0], drop: 0, seat: 0.57 },
    chest: [0.08, 0, 0],
    head: [-0.02, 0, 0],
    legs: {
      left: foot(0.03, 0.46, 0.1, { knee: 0.08 }),
      right: foot(0.03, 0.4, 0.1, { knee: 0.08 }),
    },
    arms: {
      left: {
        kind: 'reach',
        hand: [0.11, 0.13, 0.3],
        elbow: [0.8, -0.3, -0.6],
        fingers: [-0.2, -0.35, 1],
        curl: 0.25,
      },
      right: {
        kind: 'reach',
        hand: [0.12, 0.13, 0.28],
        elbow: [0.8, -0.3, -0.6],
        fingers: [-0.3, -0.35, 1],
        curl: 0.25,
      },
    },
  },
};

/** The pose of a name; `phase` 0–1 places a walker within the cycle of two steps. */
export function poseOf(name: PoseName, phase: number): Pose {
  return name === 'walk' ? walkPose(phase) : POSES[name];
}
