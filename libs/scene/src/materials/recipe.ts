import type { Rgb, Texture } from './material';
import { hex } from './patterns/canvas';

/** How a material is made: its surface, and a plain colour or a pattern from a seed. */
export interface Recipe {
  roughness: number;
  metallic?: number;
  colour?: Rgb;
  texture?: (seed: number) => Texture;
  emission?: Rgb;
  thin?: boolean;
  backdrop?: boolean;
}

/** A material whose base colour is a generated pattern. */
export const patterned = (roughness: number, texture: (seed: number) => Texture, metallic = 0): Recipe => ({
  roughness,
  metallic,
  texture,
});

/** A material of one colour, given sRGB-encoded in hexadecimal. */
export const plain = (roughness: number, colour: string, metallic = 0): Recipe => ({
  roughness,
  metallic,
  colour: hex(colour),
});
