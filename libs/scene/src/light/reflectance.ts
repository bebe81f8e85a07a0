/**
 * How much light a metallic-roughness surface gives back in all directions: base colour · gain + offset, fitted to the
 * directional albedo (mean over a cosine-weighted hemisphere) of the principled surface that the training targets are
 * traced with, base colours 0.05–0.8 and roughness 0.2–0.95; error below 0.02 for dielectrics, 0.06 for metals.
 * The offset is the colourless reflection of a dielectric's surface.
 */
export interface Reflectance {
  gain: number;
  offset: number;
}

export function reflectanceOf(roughness: number, metallic: number): Reflectance {
  const dielectric = { gain: 0.96 + 0.1 * roughness, offset: 0.1 - 0.085 * roughness };
  const metal = 1.15 - 0.7 * roughness;
  return {
    gain: dielectric.gain + (metal - dielectric.gain) * metallic,
    offset: dielectric.offset * (1 - metallic),
  };
}
