import type { SceneElement, Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { Accessory } from '../../../document/vocabulary/fashion';
import type { MeshSink } from '../../../geometry/mesh-sink';
import { wordParam } from '../../element';
import { roundedBox } from '../../shapes/rounded-box';
import { tube } from '../../shapes/tube';
import type { DressedFigure, Worn } from '../dress-figure';
import { carried } from '../figure/face';
import { measureHead } from '../figure/head';
import { groundOf } from '../figure/skeleton';
import { ring } from './details';
import { emitGrid } from './pieces';
import { Surface } from './surface';

type Material = (slot: string) => MaterialName;

/** Adds an accessory where its wearer has it: on the head, around neck or waist, in the hand. */
export function emitAccessory(
  sink: MeshSink,
  figure: DressedFigure,
  element: SceneElement,
  material: Material,
): void {
  const adders: Record<Accessory, () => void> = {
    hat: () => addHat(sink, figure, wordParam(element, 'kind', 'brim'), material),
    scarf: () => addScarf(sink, figure, material),
    belt: () => addBelt(sink, figure, material),
    bag: () => addBag(sink, figure, material),
  };
  adders[element.type as Accessory]();
}

const boneOf = ({ rest }: DressedFigure, bone: string): number =>
  rest.model.bones.findIndex(({ name }) => name === bone);

/** A felt hat with a brim, or a knitted cap. */
function addHat(sink: MeshSink, figure: DressedFigure, kind: string, material: Material): void {
  const head = measureHead(figure.rest);
  const bone = boneOf(figure, 'head');
  const thick = figure.character.hair === 'curly' ? 0.03 : 0.014;
  const [wide, long] = [head.half * 0.98 + thick, (head.front - head.back) / 2 + thick];
  const middle = (head.front + head.back) / 2 - 0.004;
  const base = head.chin + (head.top - head.chin) * 0.74;
  const crown = head.top + thick + 0.012 - base;
  // Shares of the head's outline, and of the crown's height.
  const profile =
    kind === 'beanie'
      ? [[1.02, -0.12], [1.07, -0.1], [1.07, 0.2], [1.03, 0.22], [1.02, 0.5], [0.9, 0.8], [0.65, 1], [0.3, 1.08], [0, 1.1]]
      : [[1.0, 0.02], [1.72, 0.04], [1.78, 0.1], [1.7, 0.07], [1.06, 0.05], [1.04, 0.32], [1, 0.7], [0.94, 1.05], [0.8, 1.16], [0.4, 1.08], [0, 1.06]]; // prettier-ignore
  const rows = profile.map(([r, h]) =>
    Array.from({ length: 41 }, (_, i): Vec3 => {
      const angle = (2 * Math.PI * (i % 40)) / 40;
      const dip =
        kind === 'beanie' || r < 1.3 ? 0 : -0.018 * Math.cos(angle) ** 2 + 0.012 * Math.sin(angle) ** 2;
      const point: Vec3 = [
        wide * r * Math.sin(angle),
        base + crown * h + dip,
        middle + long * r * Math.cos(angle),
      ];
      return carried(figure.skeleton, bone, point);
    }),
  );
  const centre = carried(figure.skeleton, bone, [0, base, middle]);
  emitGrid(sink, rows, material('fabric'), ([x, y, z]) => [
    x - centre[0],
    y - centre[1] - 0.2,
    z - centre[2],
  ]);
  if (kind === 'beanie') return;
  const band = [0.06, 0.3].map((h) => rows[4].map((_, i): Vec3 => {
    const angle = (2 * Math.PI * (i % 40)) / 40;
    return carried(figure.skeleton, bone, [wide * 1.075 * Math.sin(angle), base + crown * h, middle + long * 1.075 * Math.cos(angle)]);
  })); // prettier-ignore
  emitGrid(sink, band, material('trim'), ([x, , z]) => [x - centre[0], 0, z - centre[2]]);
}

/** Wound around the neck, one end falling over the chest. */
function addScarf(sink: MeshSink, figure: DressedFigure, material: Material): void {
  const { places, skeleton, rest } = figure;
  const [, base, depth] = places.marks.neck;
  const bone = boneOf(figure, 'spine_03');
  const ground = groundOf(rest);
  const at = (point: Vec3): Vec3 => carried(skeleton, bone, [point[0], point[1] + ground, point[2]]);
  const [turns, around] = [48, 14];
  const rows = Array.from({ length: around + 1 }, (_, k) =>
    Array.from({ length: turns + 1 }, (_, i): Vec3 => {
      const angle = (2 * Math.PI * (i % turns)) / turns;
      const roll = (2 * Math.PI * (k % around)) / around;
      const fold = 1 + 0.16 * Math.sin(3 * roll + 2 * angle) + 0.08 * Math.sin(5 * angle);
      const r = 0.033 * fold;
      const ahead = Math.cos(angle);
      const reach = 0.082 + (ahead > 0 ? 0.02 * ahead : 0) + r * Math.cos(roll);
      return at([
        reach * Math.sin(angle),
        base + 0.012 - 0.034 * ahead + r * 1.15 * Math.sin(roll),
        depth + 0.012 + reach * 1.05 * ahead,
      ]);
    }),
  );
  const middle = at([0, base, depth]);
  emitGrid(sink, rows, material('fabric'), ([x, , z]) => [x - middle[0], 0, z - middle[2]]);
  const over = outermost(figure, (worn) => worn.garment.cut.upper);
  if (!over) return;
  const surface = new Surface(over.garment.sheet, over.points);
  const end = Array.from({ length: 15 }, (_, k) =>
    [-1, -0.5, 0, 0.5, 1].map((s) => {
      const y = base - 0.05 - 0.034 * k;
      const pleat = 0.014 + 0.007 * Math.cos(s * 6 + k * 0.2) * (Math.abs(s) < 1 ? 1 : 0.2);
      return surface.front(0.06 + s * (0.045 + 0.0016 * k), y, pleat)?.point ?? null;
    }),
  );
  emitGrid(sink, end, material('fabric'), () => [0, 0, 1]);
}

/** Through the loops of trousers or over a dress. */
function addBelt(sink: MeshSink, figure: DressedFigure, material: Material): void {
  const { marks } = figure.places;
  const over = outermost(figure, ({ garment: { cut } }) => !cut.upper || cut.waistHeld);
  if (!over) return;
  const surface = new Surface(over.garment.sheet, over.points);
  const middle = over.garment.cut.upper ? marks.waist : over.garment.cut.top - 0.02;
  ring(sink, surface, middle - 0.016, middle + 0.016, 0.006, material('fabric'));
  const buckle = [-0.022, 0, 0.022].map((dy) =>
    [-0.024, 0, 0.024].map((x) => surface.front(x, middle + dy, 0.011)?.point ?? null),
  );
  emitGrid(sink, buckle, material('trim'), () => [0, 0, 1]);
}

/** A handbag that hangs from the right hand. */
function addBag(sink: MeshSink, figure: DressedFigure, material: Material): void {
  const { rest, skeleton } = figure;
  const grip = boneOf(figure, 'middle_01_r');
  const head: Vec3 = [rest.heads[grip * 3], rest.heads[grip * 3 + 1], rest.heads[grip * 3 + 2]];
  const [x, y, z] = carried(skeleton, grip, head);
  const [wide, high, deep] = [0.3, 0.22, 0.11];
  const top = y - 0.17;
  sink.within({ position: [x - 0.03, top - high, z], yaw: 0 }, () => {
    roundedBox(sink, [-deep / 2, 0, -wide / 2], [deep / 2, high, wide / 2], 0.025, material('fabric'), {
      segments: 2,
    });
    for (const side of [-1, 1]) {
      const path = Array.from({ length: 11 }, (_, k): Vec3 => {
        const angle = Math.PI * (k / 10);
        return [
          side * deep * 0.32 * (1 - 0.8 * Math.sin(angle)),
          high - 0.01 + 0.18 * Math.sin(angle),
          -0.09 * Math.cos(angle),
        ];
      });
      tube(sink, path, 0.006, material('trim'), { sides: 8, open: true });
    }
  });
}

const outermost = ({ worn }: DressedFigure, keep: (worn: Worn) => boolean): Worn | undefined =>
  worn.filter(keep).pop();
