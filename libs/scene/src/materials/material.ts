import type { MaterialName } from '../document/vocabulary';

/** Linear RGB, 0–1. */
export type Rgb = readonly [r: number, g: number, b: number];

/** A tileable picture of a material's base colour, seen straight on. */
export interface Texture {
  /** Edge in pixels, a power of two. */
  size: number;
  /** Physical edge, metres: the texture repeats after it in u and v. */
  metres: number;
  /** [size·size·3] linear RGB, 8 bits sRGB-encoded, row 0 at v = 0. */
  srgb: Uint8Array;
}

/**
 * Metallic-roughness surface, as in glTF 2.0. Base colour is `texture` where there is one, `baseColour` otherwise.
 * `emission` is radiance in the renderer's unit when the lamps are lit (1 = a white wall in full daylight).
 */
export interface Material {
  name: MaterialName;
  baseColour: Rgb;
  roughness: number;
  metallic: number;
  texture?: Texture;
  emission?: Rgb;
  /** Made of sheets without a body, such as leaves: a back that shows is lit as its front is. */
  thin?: boolean;
  /** What stands behind the subject: exposure is measured without it. */
  backdrop?: boolean;
}
