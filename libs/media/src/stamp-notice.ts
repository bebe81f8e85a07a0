import type { RasterImage } from './images';
import { drawText, GLYPH_HEIGHT, textWidth } from './pixel-font';

/** Height of the letters, as a share of the picture's. */
const LETTERS = 0.016;
/** Of the way from the ground to the letters' white, and from the picture to the dark ground under them. */
const INK = 0.78;
const GROUND = 0.42;

/**
 * Draws a small line of text over a darkened strip at the bottom edge, in place. Letters are at least five pixels high; a
 * picture that is too narrow for the whole line has it smaller, and never none.
 */
export function stampNotice(
  { width, height, channels, data }: Omit<RasterImage, 'channels'> & { channels: 3 },
  text: string,
): void {
  const wanted = Math.max(1, Math.round((height * LETTERS) / GLYPH_HEIGHT));
  const pixel = Math.max(1, Math.min(wanted, Math.floor((width - 4) / (textWidth(text) + 4))));
  const margin = 2 * pixel;
  const strip = GLYPH_HEIGHT * pixel + 2 * margin;
  const left = width - textWidth(text) * pixel - 2 * margin;
  const top = height - strip;
  fill(0, top, width, strip, (value) => value * (1 - GROUND));
  drawText(text, (x, y) =>
    fill(
      left + margin + x * pixel,
      top + margin + y * pixel,
      pixel,
      pixel,
      (value) => value + (255 - value) * INK,
    ),
  );

  function fill(x0: number, y0: number, w: number, h: number, change: (value: number) => number): void {
    for (let y = Math.max(0, y0); y < Math.min(height, y0 + h); y++) {
      for (let x = Math.max(0, x0); x < Math.min(width, x0 + w); x++) {
        const at = (y * width + x) * channels;
        for (let c = 0; c < channels; c++) data[at + c] = Math.round(change(data[at + c]));
      }
    }
  }
}
