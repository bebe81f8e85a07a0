import type { SceneElement, Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { Collar, Garment as GarmentType } from '../../../document/vocabulary/fashion';
import type { MeshSink } from '../../../geometry/mesh-sink';
import { wordParam } from '../../element';
import type { Landmarks } from '../cloth/second-skin';
import { collarOf } from '../cloth/tailor';
import type { DressedFigure, Worn } from '../dress-figure';
import { emitCollar, emitLapels } from './collars';
import { emitButton, emitGrid } from './pieces';
import { Surface } from './surface';

/** How the front of a garment closes: where its edge runs beside the middle, and its buttons. */
interface Front {
  edge: number;
  buttons: number;
  rows: 1 | 2;
  radius: number;
  /** Lowest button, as a share of the way from the opening down to the hem. */
  lowest: number;
}

const FRONT: Partial<Record<GarmentType, Front>> = {
  coat: { edge: 0.055, buttons: 3, rows: 2, radius: 0.0135, lowest: 0.42 },
  'trench-coat': { edge: 0.06, buttons: 4, rows: 2, radius: 0.0125, lowest: 0.5 },
  blazer: { edge: 0.018, buttons: 2, rows: 1, radius: 0.011, lowest: 0.4 },
  waistcoat: { edge: 0.014, buttons: 4, rows: 1, radius: 0.007, lowest: 0.86 },
  cardigan: { edge: 0.018, buttons: 5, rows: 1, radius: 0.008, lowest: 0.92 },
  shirt: { edge: 0.016, buttons: 6, rows: 1, radius: 0.0048, lowest: 0.9 },
  blouse: { edge: 0.012, buttons: 4, rows: 1, radius: 0.0045, lowest: 0.85 },
  'bomber-jacket': { edge: 0.006, buttons: 0, rows: 1, radius: 0, lowest: 1 },
};

/** Adds what sets a garment off: collar and lapels, its front edge and buttons, pockets, bands, a belt. */
export function emitDetails(
  sink: MeshSink,
  { places }: DressedFigure,
  worn: Worn,
  material: (slot: string) => MaterialName,
): void {
  const { element, garment, points } = worn;
  const type = element.type as GarmentType;
  const { marks } = places;
  const surface = new Surface(garment.sheet, points);
  const [fabric, trim] = [material('fabric'), material('trim')];
  const collar = collarOf(element);
  if (garment.cut.upper) {
    if (isLapel(collar)) emitLapels(sink, surface, garment.sheet, points, marks, collar, fabric);
    emitCollar(sink, garment.sheet, points, marks, collar, fabric);
    const closed = wordParam(element, 'closure', 'closed') !== 'open';
    const front = FRONT[type];
    if (front && closed)
      emitFront(
        sink,
        surface,
        front,
        garment.cut.neck.wedge ?? marks.neck[1] - 0.08,
        garment.cut.hem,
        fabric,
        trim,
      );
  }
  emitBands(sink, surface, element, marks, garment.cut.hem, garment.cut.top, fabric, trim);
  emitPockets(sink, surface, type, marks, fabric);
}

const isLapel = (collar: Collar): collar is 'notch' | 'peak' | 'shawl' =>
  ['notch', 'peak', 'shawl'].includes(collar);

const outward = (surface: Surface, angle: number, y: number) => (): Vec3 =>
  surface.at(angle, y)?.normal ?? [0, 0, 1];

/** The edge of the upper front, and buttons beside it. */
function emitFront(
  sink: MeshSink,
  surface: Surface,
  { edge, buttons, rows, radius, lowest }: Front,
  from: number,
  hem: number,
  fabric: MaterialName,
  trim: MaterialName,
): void {
  const count = Math.max(6, Math.round((from - hem) / 0.03));
  const strip = Array.from({ length: count + 1 }, (_, k) => {
    const y = from - 0.004 + (hem + 0.004 - from) * (k / count);
    return [
      surface.front(edge, y, 0.0045)?.point ?? null,
      surface.front(edge + 0.0035, y, 0.0035)?.point ?? null,
      surface.front(edge + 0.005, y, 0)?.point ?? null,
    ];
  });
  emitGrid(sink, strip, fabric, outward(surface, 0, (from + hem) / 2));
  for (let k = 0; k < buttons; k++) {
    const y = from - 0.02 - (from - 0.02 - hem) * lowest * (buttons > 1 ? k / (buttons - 1) : 0);
    for (const x of rows === 2 ? [-edge + 0.012, edge - 0.012] : [0]) {
      const spot = surface.front(x, y, 0.002);
      if (spot) emitButton(sink, spot, radius, trim);
    }
  }
}

/** Waistbands, ribbed hems, and the belt of what is worn belted. */
function emitBands(
  sink: MeshSink,
  surface: Surface,
  element: SceneElement,
  marks: Landmarks,
  hem: number,
  top: number,
  fabric: MaterialName,
  trim: MaterialName,
): void {
  const type = element.type as GarmentType;
  if (['trousers', 'jeans', 'shorts'].includes(type))
    ring(sink, surface, top - 0.038, top - 0.001, 0.003, fabric);
  if (type === 'skirt') ring(sink, surface, top - 0.03, top - 0.001, 0.003, fabric);
  if (['knit', 'hoodie', 'bomber-jacket', 'cardigan'].includes(type))
    ring(sink, surface, hem + 0.001, hem + 0.055, 0.004, fabric);
  if (wordParam(element, 'closure', '') === 'belted' || type === 'trench-coat')
    ring(
      sink,
      surface,
      marks.waist - 0.022,
      marks.waist + 0.022,
      0.006,
      type === 'trench-coat' ? fabric : trim,
      true,
    );
  if (type === 'jumpsuit') ring(sink, surface, marks.waist - 0.018, marks.waist + 0.018, 0.004, fabric);
}

/** A band around the body between two heights. */
export function ring(
  sink: MeshSink,
  surface: Surface,
  low: number,
  high: number,
  lift: number,
  material: MaterialName,
  buckle = false,
): void {
  const columns = 72;
  const heights = [
    [low, 0],
    [low + 0.003, lift],
    [(low + high) / 2, lift],
    [high - 0.003, lift],
    [high, 0],
  ] as const;
  const rows = heights.map(([y, off]) =>
    Array.from(
      { length: columns + 1 },
      (_, c) => surface.at((2 * Math.PI * c) / columns - Math.PI, y, off)?.point ?? null,
    ),
  );
  emitGrid(sink, rows, material, outward(surface, -Math.PI, low));
  if (!buckle) return;
  const knot = [low - 0.006, (low + high) / 2, high + 0.006].map((y) =>
    [-0.028, -0.01, 0.01, 0.028].map((x) => surface.front(x, y, lift + 0.008)?.point ?? null),
  );
  emitGrid(sink, knot, material, outward(surface, 0, low));
}

/** Flaps of jackets and coats, patches behind on jeans. */
function emitPockets(
  sink: MeshSink,
  surface: Surface,
  type: GarmentType,
  marks: Landmarks,
  fabric: MaterialName,
): void {
  const patch = (angle: number, y: number, wide: number, high: number, lift: number): void => {
    const rows = Array.from({ length: 5 }, (_, r) =>
      Array.from({ length: 6 }, (_, c) => {
        const rim = r === 0 || c === 0 || c === 5 ? 0.0005 : lift;
        return (
          surface.at(angle + wide * (c / 5 - 0.5), y + high * (r / 4 - 0.5), r === 4 ? lift : rim)?.point ??
          null
        );
      }),
    );
    emitGrid(sink, rows, fabric, outward(surface, angle, y));
  };
  for (const side of [-1, 1]) {
    if (['blazer', 'coat', 'trench-coat'].includes(type))
      patch(side * 0.86, marks.waistband - 0.045, 0.72, 0.05, 0.005);
    if (type === 'jeans') patch(Math.PI - side * 0.62, marks.waistband - 0.1, 0.6, 0.12, 0.003);
    if (type === 'bomber-jacket') patch(side * 0.9, marks.waistband + 0.08, 0.3, 0.1, 0.004);
  }
}
