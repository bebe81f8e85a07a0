import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { MaquetteError } from '@maquette/kernel';
import sharp, { type Sharp } from 'sharp';

/** 8-bit sRGB pixels, rows from the top, channels interleaved. */
export interface RasterImage {
  width: number;
  height: number;
  channels: 3 | 4;
  data: Uint8Array;
}

export interface PosterOptions {
  /** JPEG quality, 1 to 100. */
  quality?: number;
  /** Larger pictures are scaled down to this width. */
  maxWidth?: number;
}

/** Enough for 16k × 16k; beyond it an image file is taken for an attack on our memory. */
export const MAX_PIXELS = 16_384 * 16_384;

export function toSharp({ width, height, channels, data }: RasterImage): Sharp {
  if (data.byteLength !== width * height * channels) {
    const message = `An image of ${width}×${height}×${channels} has ${width * height * channels} bytes, not ${data.byteLength}.`;
    throw new MaquetteError('bad-input', 'bad-image', message);
  }
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: MAX_PIXELS });
}

/** PNG bytes; the same pixels give the same bytes. */
export function encodePng(image: RasterImage): Promise<Buffer> {
  return toSharp(image).png({ compressionLevel: 6, adaptiveFiltering: false, palette: false }).toBuffer();
}

/** Writes a PNG that appears under its name only when it is complete. */
export async function writePng(path: string, image: RasterImage): Promise<void> {
  await writeWhole(path, await encodePng(image));
}

/** JPEG bytes of a frame, to be shown before the video plays. */
export function posterJpeg(image: RasterImage, options: PosterOptions = {}): Promise<Buffer> {
  const { quality = 88, maxWidth = image.width } = options;
  return toSharp(image)
    .removeAlpha()
    .resize({ width: maxWidth, withoutEnlargement: true })
    .jpeg({ quality, chromaSubsampling: '4:4:4', progressive: true })
    .toBuffer();
}

/**
 * Decodes a PNG, JPEG or WebP from a path or from bytes into sRGB without transparency.
 * Errors: `image-unreadable` (bad-input): no image, damaged, or more than `maxPixels`.
 */
export async function readImage(source: string | Uint8Array, maxPixels = MAX_PIXELS): Promise<RasterImage> {
  try {
    const { data, info } = await sharp(source, { limitInputPixels: maxPixels, failOn: 'error' })
      .rotate() // as the camera held it
      .toColourspace('srgb')
      .flatten({ background: '#000000' })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, channels: 3, data };
  } catch (cause) {
    throw new MaquetteError(
      'bad-input',
      'image-unreadable',
      `The image cannot be read: ${(cause as Error).message}`,
      {
        hint: `Give a PNG, JPEG or WebP of at most ${Math.floor(maxPixels / 1e6)} megapixels.`,
        cause,
      },
    );
  }
}

/** Writes beside the path and renames, so that nobody meets half a file. Errors: `disk-full` (unavailable). */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
    throw new MaquetteError('unavailable', 'disk-full', `The disk is full: ${path} could not be written.`, {
      hint: 'Free some space and try again; nothing half-written was kept.',
      cause,
    });
  }
}
