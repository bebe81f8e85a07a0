import type { Rgb, Texture } from '../material';

/** sRGB-encoded hexadecimal colour (`#c8b090`) as linear RGB. */
export function hex(code: string): Rgb {
  const value = parseInt(code.slice(1), 16);
  return [decode((value >> 16) & 255), decode((value >> 8) & 255), decode(value & 255)];
}

/** One sRGB byte to linear 0–1. */
export function decode(byte: number): number {
  const c = byte / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

const ENCODED = Uint8Array.from({ length: 4096 }, (_, i) => {
  const c = (i + 0.5) / 4096;
  const encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, encoded)));
});

/** Linear 0–1 to one sRGB byte. */
export function encode(c: number): number {
  return ENCODED[Math.min(4095, Math.max(0, Math.floor(c * 4096)))];
}

export const mixRgb = (a: Rgb, b: Rgb, t: number): Rgb => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

export const scaleRgb = (a: Rgb, s: number): Rgb => [a[0] * s, a[1] * s, a[2] * s];

/** Real surfaces reflect between 3 and 85 percent. */
const LOW = 0.02;
const HIGH = 0.86;

/** Fills a texture from a function of the pixel (x along u, y along v, i = y·size + x) to a linear colour. */
export function paint(
  size: number,
  metres: number,
  colour: (x: number, y: number, i: number) => Rgb,
): Texture {
  const srgb = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const i = y * size + x;
      const rgb = colour(x, y, i);
      for (let c = 0; c < 3; c++) srgb[3 * i + c] = encode(Math.min(HIGH, Math.max(LOW, rgb[c])));
    }
  }
  return { size, metres, srgb };
}

/** Mean linear colour of a texture. */
export function meanColour({ srgb }: Texture): Rgb {
  const sum = [0, 0, 0];
  for (let i = 0; i < srgb.length; i++) sum[i % 3] += LINEAR[srgb[i]];
  const pixels = srgb.length / 3;
  return [sum[0] / pixels, sum[1] / pixels, sum[2] / pixels];
}

const LINEAR = Float64Array.from({ length: 256 }, (_, byte) => decode(byte));
