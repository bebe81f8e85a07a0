import type { ArmPose, LegPose, Pose } from './pose';

/** A foot is on the ground for this share of the cycle, longer than it is in the air. */
const STANCE = 0.6;
/** How far a foot moves back under the body while it stands, share of the leg. */
const STRIDE = 0.72;

/** What a walker covers in one cycle of two steps, shares of the leg. */
export const CYCLE_LENGTH = STRIDE / STANCE;

/** The pose within a cycle of two steps: at phase 0 the left heel strikes, at 0.5 the right one. */
export function walkPose(phase: number): Pose {
  const turn = 2 * Math.PI * phase;
  // Just after its heel has struck a leg takes the weight: that hip is high, the other drops.
  const side = Math.sin(turn + 0.35);
  const ahead = Math.cos(turn);
  return {
    pelvis: {
      turn: [0.02, -0.12 * ahead, -0.055 * side],
      shift: [0.022 * side, 0],
      drop: 0.004,
    },
    chest: [0.01, 0.2 * ahead, 0.05 * side],
    head: [0, -0.08 * ahead, 0],
    legs: { left: legAt(phase), right: legAt(phase + 0.5) },
    arms: { left: armAt(phase + 0.5), right: armAt(phase) },
  };
}

/** A foot that has struck at 0. */
function legAt(phase: number): LegPose {
  const p = phase - Math.floor(phase);
  if (p < STANCE) {
    const t = p / STANCE;
    return {
      // A model walks on one line.
      at: [-0.075, STRIDE * (0.5 - t)],
      yaw: 0.06,
      pitch: p < 0.09 ? -0.28 * (1 - p / 0.09) : 0.75 * ease((p - 0.36) / (STANCE - 0.36)),
      free: t > 0.8,
    };
  }
  const t = (p - STANCE) / (1 - STANCE);
  return {
    at: [-0.06, STRIDE * (-0.5 + ease(t))],
    yaw: 0.06,
    lift: 0.085 * Math.sin(Math.PI * Math.min(1, t * 1.15)) ** 2 * (t < 0.87 ? 1 : 0.3),
    pitch: 0.75 - 1.03 * ease(t * 1.1),
    free: true,
  };
}

/** Swings against the leg of its side. */
function armAt(phase: number): ArmPose {
  const swing = Math.cos(2 * Math.PI * phase);
  return {
    kind: 'hang',
    out: 0.17,
    forward: 0.04 + 0.34 * swing,
    bend: 0.26 + 0.14 * Math.max(0, swing),
    inward: 0.35,
  };
}

function ease(t: number): number {
  const c = Math.min(1, Math.max(0, t));
  return c * c * (3 - 2 * c);
}
