/** Fresnel reflectance of a dielectric at normal incidence (index of refraction 1.5). */
export const DIELECTRIC = 0.04;

/** Highlights are kept wider than the sun's disc makes them on polished surfaces: a pixel's width, not a spark. */
const SHARPEST = 0.012;

/** How a surface reflects the sun from one direction into another: see `sunlit`. */
export interface Sunlit {
  /** Times the base colour of a dielectric, 1/π for a Lambertian surface. */
  diffuse: number;
  /** Mirror-like part, without its Fresnel factor. */
  specular: number;
  /** Schlick's weight of the half vector: the Fresnel factor is F₀ + (1 − F₀) · this. */
  fresnel: number;
}

/** See `evenlyLit`. */
export interface EvenlyLit {
  diffuse: number;
  surface: number;
}

/**
 * Reflection of a metallic-roughness surface, as the path tracer's principled surface has it: Burley's diffuse term (2012)
 * and GGX with Smith's separable shadowing. Matt ground against a low sun is bright by it.
 * @param sun cosine between normal and sun, above 0
 * @param eye cosine between normal and viewer, above 0
 * @param both cosine between sun and viewer
 */
export function sunlit(roughness: number, sun: number, eye: number, both: number, out: Sunlit): void {
  const half = Math.sqrt(Math.max(1e-6, (1 + both) / 2));
  const towardsSun = weight(sun);
  const towardsEye = weight(eye);
  const retro = 2 * roughness * half * half;
  out.diffuse =
    ((1 - towardsSun / 2) * (1 - towardsEye / 2) +
      retro * (towardsSun + towardsEye + towardsSun * towardsEye * (retro - 1))) /
    Math.PI;
  const alpha = Math.max(SHARPEST, roughness * roughness);
  const normal = Math.min(1, (sun + eye) / (2 * half));
  const spread = normal * normal * (alpha * alpha - 1) + 1;
  const facets = (alpha * alpha) / (Math.PI * spread * spread);
  out.specular = (facets * unshadowed(sun, alpha) * unshadowed(eye, alpha)) / (4 * sun * Math.max(eye, 1e-3));
  out.fresnel = weight(half);
}

/**
 * What a dielectric reflects towards a viewer of light that comes evenly from all sides, fitted to the integrals of the same
 * terms: `diffuse` times the base colour, and a colourless `surface` part that grows at a glance.
 * @param eye cosine between normal and viewer
 */
export function evenlyLit(roughness: number, eye: number, out: EvenlyLit): void {
  const away = (1 - eye) * (1 - eye);
  out.diffuse = 0.99 + 0.04 * roughness + (0.84 * roughness - 0.41) * away * away;
  const facing = 0.04 - 0.027 * roughness * roughness * roughness;
  out.surface = facing + Math.min(0.22, 0.033 / (roughness * roughness)) * away;
}

function weight(cosine: number): number {
  const away = 1 - cosine;
  return away * away * away * away * away;
}

/** Smith's masking of GGX for one direction. */
function unshadowed(cosine: number, alpha: number): number {
  const squared = cosine * cosine;
  return (2 * cosine) / (cosine + Math.sqrt(alpha * alpha * (1 - squared) + squared));
}
