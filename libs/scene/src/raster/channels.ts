/**
 * The planes of an encoded G-buffer, in the order the frame model reads them: a tensor [C, H, W], float32.
 * `display` means: times the scene's exposure, tone-mapped and sRGB-encoded as the preview is (see tone-map.ts), 0–1.
 */
export const G_BUFFER_CHANNELS = [
  // The raster preview, display; sky pixels are finished in it.
  'preview.r',
  'preview.g',
  'preview.b',
  // Base colour, sRGB-encoded 0–1; sky 0.
  'baseColour.r',
  'baseColour.g',
  'baseColour.b',
  // Unit normal in camera space: x right, y up, z towards the viewer; sky 0.
  'normal.x',
  'normal.y',
  'normal.z',
  // 1 / (1 + distance along the view axis in metres); sky 0.
  'depth',
  // 0–1; sky 1.
  'roughness',
  // 0–1; sky 0.
  'metallic',
  // Shadow-mapped visibility of the sun times the cosine of incidence, 0–1.
  'sun',
  // Irradiance straight from the sky / π, display (white Lambertian surface lit by the sky alone).
  'sky.r',
  'sky.g',
  'sky.b',
  // Irradiance from bounces and lamps / π, display.
  'indirect.r',
  'indirect.g',
  'indirect.b',
  // Radiance arriving from the mirror direction, display; 0 where the surface is too rough to show it.
  'reflection.r',
  'reflection.g',
  'reflection.b',
] as const;

export const CHANNEL_COUNT = G_BUFFER_CHANNELS.length;

/** Index of the first plane of each group. */
export const PLANE = {
  preview: 0,
  baseColour: 3,
  normal: 6,
  depth: 9,
  roughness: 10,
  metallic: 11,
  sun: 12,
  sky: 13,
  indirect: 16,
  reflection: 19,
} as const;
