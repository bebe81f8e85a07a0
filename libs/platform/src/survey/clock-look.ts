/** A server's clock beside ours. */
export interface ClockLook {
  theirs: Date;
  /** Ours in the middle of the question. */
  ours: Date;
  roundTripMs: number;
}

/** How far the server's clock is ahead of ours, milliseconds, and how far off that may be. */
export function skewOf({ theirs, ours, roundTripMs }: ClockLook, resolutionMs = 1) {
  return {
    aheadMs: Math.round(theirs.getTime() + resolutionMs / 2 - ours.getTime()),
    uncertainMs: Math.ceil((roundTripMs + resolutionMs) / 2),
  };
}
