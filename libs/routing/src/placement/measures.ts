/** What workers measured of a checkpoint version on a kind of device. */
export interface Measure {
  checkpoint: string;
  /** `cpu`, `cuda`, … */
  deviceKind: string;
  /** Over whole clips, baking and encoding included; null: no clip was finished yet. */
  secondsPerMegapixelFrame: number | null;
  /** Of the device, while the checkpoint is loaded; null: not measured. */
  memoryBytes: number | null;
}

export interface Figure {
  value: number;
  measured: boolean;
}

/** What a checkpoint is taken to need in memory per byte of its files, until it was measured. */
export const MEMORY_FACTOR = 4;
/** What a device is taken to need for a million pixels of one frame, until a clip was measured. Seconds. */
export const UNKNOWN_RATE = 1;
/** What loading a checkpoint takes at least; for planning alone. Seconds. */
const LOAD_SECONDS = 2;
const LOAD_BYTES_PER_SECOND = 200e6;
/** Weight of the newest clip in the average of the rate. */
const NEWEST = 0.2;

export function rateOf(measures: readonly Measure[], checkpoint: string, deviceKind: string): Figure {
  const found = find(measures, checkpoint, deviceKind)?.secondsPerMegapixelFrame;
  return { value: found ?? UNKNOWN_RATE, measured: found != null };
}

/** Device seconds of a clip; never nothing. */
export function secondsOf(rate: number, megapixelFrames: number): number {
  return Math.max(0.1, rate * megapixelFrames);
}

/** Null: neither measured nor to be guessed, since the size of the files is not known. */
export function memoryOf(
  measures: readonly Measure[],
  checkpoint: string,
  deviceKind: string,
  fileBytes: number | null,
): Figure | null {
  const found = find(measures, checkpoint, deviceKind)?.memoryBytes;
  if (found != null) return { value: found, measured: true };
  return fileBytes === null ? null : { value: fileBytes * MEMORY_FACTOR, measured: false };
}

export function loadSeconds(fileBytes: number | null): number {
  return LOAD_SECONDS + (fileBytes ?? 0) / LOAD_BYTES_PER_SECOND;
}

/** The average after one more clip: exponential, and plain as long as there are few. */
export function averaged(before: { value: number; clips: number } | null, newest: number): number {
  if (!before) return newest;
  return before.value + Math.max(NEWEST, 1 / (before.clips + 1)) * (newest - before.value);
}

function find(measures: readonly Measure[], checkpoint: string, deviceKind: string): Measure | undefined {
  return measures.find((measure) => measure.checkpoint === checkpoint && measure.deviceKind === deviceKind);
}
