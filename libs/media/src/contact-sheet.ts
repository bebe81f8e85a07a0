import { MaquetteError } from '@maquette/kernel';
import sharp, { type OverlayOptions } from 'sharp';
import { MAX_PIXELS, toSharp, type RasterImage } from './images';
import { GLYPH_HEIGHT, drawText, textWidth } from './pixel-font';

export interface ContactSheetOptions {
  columns: number;
  /** One line below each frame; cut off where it does not fit. */
  captions?: string[];
  /** Width of a frame on the sheet in pixels; never more than the frame has. */
  cellWidth?: number;
  /** Pixels between frames and around them. */
  gap?: number;
}

const PAPER = { r: 24, g: 24, b: 26 };
const INK = 230;
const LETTER_SCALE = 2;
const CAPTION_HEIGHT = GLYPH_HEIGHT * LETTER_SCALE + 8;

/** A PNG with the frames in rows, in the order given. All frames have the size of the first one. */
export async function contactSheet(frames: RasterImage[], options: ContactSheetOptions): Promise<Buffer> {
  const { columns, captions, gap = 8 } = options;
  if (frames.length === 0 || !(Number.isInteger(columns) && columns > 0)) {
    throw new MaquetteError('bad-input', 'bad-contact-sheet', 'A contact sheet needs a frame and a column.');
  }
  const width = Math.min(options.cellWidth ?? 320, frames[0].width);
  const height = Math.max(1, Math.round((frames[0].height * width) / frames[0].width));
  const rowHeight = height + (captions ? CAPTION_HEIGHT : 0) + gap;
  const sheet = {
    width: gap + Math.min(columns, frames.length) * (width + gap),
    height: gap + Math.ceil(frames.length / columns) * rowHeight,
  };
  const overlays: OverlayOptions[] = [];
  for (const [index, frame] of frames.entries()) {
    const left = gap + (index % columns) * (width + gap);
    const top = gap + Math.floor(index / columns) * rowHeight;
    const input = await toSharp(frame).removeAlpha().resize(width, height, { fit: 'fill' }).png().toBuffer();
    overlays.push({ input, left, top });
    const text = caption(captions?.[index] ?? '', width);
    if (text) overlays.push({ ...text, left, top: top + height + 4 });
  }
  return sharp({ create: { ...sheet, channels: 3, background: PAPER }, limitInputPixels: MAX_PIXELS })
    .composite(overlays)
    .png()
    .toBuffer();
}

/** The caption's letters as white pixels with transparency. */
function caption(text: string, room: number): Pick<OverlayOptions, 'input' | 'raw'> | null {
  const letters = [...text].slice(0, Math.floor((room / LETTER_SCALE + 1) / 4)).join('');
  if (letters === '') return null;
  const width = textWidth(letters) * LETTER_SCALE;
  const height = GLYPH_HEIGHT * LETTER_SCALE;
  const pixels = Buffer.alloc(width * height * 4);
  drawText(letters, (x, y) => {
    for (let dy = 0; dy < LETTER_SCALE; dy += 1) {
      const start = ((y * LETTER_SCALE + dy) * width + x * LETTER_SCALE) * 4;
      pixels.fill(INK, start, start + LETTER_SCALE * 4);
    }
  });
  return { input: pixels, raw: { width, height, channels: 4 } };
}
