import { Random } from '../../geometry/random';
import { hex, paint, scaleRgb } from '../patterns/canvas';
import { noise } from '../patterns/field';
import { books, paintingCool, paintingMono, paintingWarm, screen } from '../patterns/pictures';
import { patterned, plain, type Recipe } from '../recipe';

const brushed = (colour: string) => (seed: number) => {
  const streaks = noise(256, 4, 256, new Random(seed));
  return paint(256, 0.6, (_x, _y, i) => scaleRgb(hex(colour), 0.95 + 0.1 * streaks[i]));
};

/** Metal, glass, lamps and pictures. */
export const FITTINGS = {
  steel: patterned(0.32, brushed('#bdbfc1'), 1),
  brass: plain(0.28, '#d8b36a', 1),
  'black-metal': plain(0.45, '#3a3a3c', 0.6),
  chrome: plain(0.06, '#dfe1e3', 1),
  mirror: plain(0.01, '#e9ebec', 1),
  // Half a mirror: two panes reflect several times what a dielectric's first surface does.
  'window-glass': plain(0.03, '#5d6669', 0.7),

  // 1 is a white wall in full daylight: a lamp outshines a room by day and leads it by night.
  'lamp-warm': { roughness: 0.9, colour: hex('#eadfc8'), emission: [0.62, 0.43, 0.25] },
  'lamp-cool': { roughness: 0.9, colour: hex('#e6e8ea'), emission: [0.56, 0.6, 0.62] },
  // The small lens of a spotlight gives as much light as a whole shade.
  'lamp-spot': { roughness: 0.9, colour: hex('#eae4d8'), emission: [9, 6.8, 4.4] },
  screen: { ...patterned(0.12, screen), emission: [0.003, 0.0035, 0.0045] },
  'painting-warm': patterned(0.6, paintingWarm),
  'painting-cool': patterned(0.6, paintingCool),
  'painting-mono': patterned(0.7, paintingMono),
  books: patterned(0.75, books),
} satisfies Partial<Record<string, Recipe>>;
