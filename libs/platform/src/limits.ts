/** Every limit on a request, in one place. Inclusive, except that `seconds` must be more than nothing. */
export const LIMITS = {
  /** Unicode characters. */
  promptCharacters: { min: 1, max: 2_000 },
  seconds: { above: 0, max: 300 },
  fps: { min: 1, max: 60 },
  /** Pixels; even, because H.264 stores colour for every second pixel. */
  side: { min: 64, max: 3_840, step: 2 },
  /** Times as wide and as high as what is painted. */
  upscale: [2],
  seed: { min: 0, max: 2 ** 32 - 1 },
  /** Looks of a lookbook. */
  looks: { min: 1, max: 48 },
  /** A scene document as JSON, and with it the body of a request. */
  sceneBytes: 4 * 1024 * 1024,
  /** A file that is handed in to be inspected. */
  inspectBytes: 256 * 1024 * 1024,
} as const;

/** What a request gets for all it leaves out. */
export const DEFAULTS = {
  seconds: 6,
  fps: 24,
  width: 960,
  height: 540,
  seed: 1,
  use: 'commercial',
  territory: 'DE',
  keepFrames: false,
} as const;

/** The same for a lookbook: looks, and the size of their pictures. */
export const LOOKBOOK_DEFAULTS = { looks: 12, width: 832, height: 1216 } as const;
