/**
 * Scene light to display: exposure, the ACES filmic fit of Narkowicz (2015) per channel, sRGB encoding (IEC 61966-2-1).
 * The training recipe applies the same curve to its path-traced targets.
 */
export function toDisplay(radiance: number, exposure: number): number {
  return encodeSrgb(filmic(radiance * exposure));
}

export function filmic(x: number): number {
  if (x <= 0) return 0;
  const y = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14);
  return y > 1 ? 1 : y;
}

export function encodeSrgb(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
}

export function decodeSrgb(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
}

/** Entries of the display table, over x / (x + KNEE): fine where the curve is steep, and one division to look up. */
const STEPS = 4096;
const KNEE = 0.25;
const displayTable = Float32Array.from({ length: STEPS + 2 }, (_, i) =>
  i >= STEPS ? 1 : toDisplay((KNEE * i) / (STEPS - i), 1),
);

/** `toDisplay` of an exposed radiance by table, for whole pictures: right to 1/1000 of the display range. */
export function toDisplayFast(exposed: number): number {
  if (!(exposed > 0)) return 0;
  const position = (exposed / (exposed + KNEE)) * STEPS;
  const i = position | 0;
  return displayTable[i] + (displayTable[i + 1] - displayTable[i]) * (position - i);
}

/** sRGB byte → linear. */
export const linearOfByte = Float32Array.from({ length: 256 }, (_, i) => decodeSrgb(i / 255));
