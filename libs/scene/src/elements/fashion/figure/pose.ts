import type { Vec3 } from '../../../document/scene-document';

/** Angles are radians: [pitch forward, yaw to the left, roll to the right], lengths shares of the leg or the arm. */
export interface Pose {
  pelvis: {
    turn: Vec3;
    /** Sideways (left positive) and forward, shares of the leg. */
    shift: readonly [number, number];
    /** Bends both knees by lowering the hips, share of the leg. */
    drop: number;
    /** Height of the hips over the ground for one who sits, share of the leg. */
    seat?: number;
  };
  /** Of the whole spine, over the pelvis. */
  chest: Vec3;
  /** Of neck and head, over the chest. */
  head: Vec3;
  legs: { left: LegPose; right: LegPose };
  arms: { left: ArmPose; right: ArmPose };
}

export interface LegPose {
  /** Ankle on plan, from its own hip joint: outwards, forward. */
  at: readonly [number, number];
  /** Height of the sole above the ground, share of the leg. */
  lift?: number;
  /** Toes outwards, radians. */
  yaw?: number;
  /** Toes down, radians. */
  pitch?: number;
  /** Knee outwards, radians. */
  knee?: number;
  /** Carries no weight, so the pelvis does not go by it. */
  free?: boolean;
}

export type ArmPose =
  | {
      kind: 'hang';
      /** Upper arm away from the side, and forward, radians. */
      out: number;
      forward: number;
      /** At the elbow, radians. */
      bend: number;
      /** Lower arm inwards, radians. */
      inward?: number;
      curl?: number;
    }
  | {
      kind: 'reach';
      /** Wrist from the middle between the hips: outwards, up, forward; metres of a body of 1.75 m. */
      hand: Vec3;
      /** Which way the elbow points: outwards, up, forward. */
      elbow: Vec3;
      /** Where the fingers point: outwards, up, forward. */
      fingers?: Vec3;
      curl?: number;
    };
