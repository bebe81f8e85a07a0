import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import { LIPS, SKINS } from '../../../document/vocabulary/fashion';
import type { MeshSink } from '../../../geometry/mesh-sink';
import { emitCloth } from '../cloth/emit';
import type { DressedFigure } from '../dress-figure';
import { emitPart } from './emit-body';
import { earVertices, emitBrows, eyePart, lipVertices } from './face';
import { emitHair, underHair } from './hair';
import { measureHead } from './head';

const UNDERWEAR: MaterialName = 'charcoal-jersey';

/** Lips of the skin's own colour; whatever else is named as skin is all of one colour. */
function lipsOf(skin: MaterialName): MaterialName {
  const at = (SKINS as readonly string[]).indexOf(skin);
  return at < 0 ? skin : LIPS[at];
}

/** Adds skin, face and hair of a figure, and its underclothes: what its clothes leave to be seen. */
export function emitFigure(
  sink: MeshSink,
  figure: DressedFigure,
  material: (slot: string) => MaterialName,
): void {
  const { rest, skeleton, character, covered, under } = figure;
  const head = measureHead(rest);
  const [skin, lips] = [material('skin'), lipsOf(material('skin'))];
  const ears = earVertices(rest);
  const at = (v: number): Vec3 => [0, 1, 2].map((k) => rest.positions[v * 3 + k]) as unknown as Vec3;
  const scalp = (v: number): boolean => head.isHead[v] === 1 && !ears.has(v) && underHair(head, at(v));
  const onLips = lipVertices(rest);
  emitPart(sink, figure, 'body', (quad) => {
    if (quad.every((v) => covered[v])) return null;
    if (character.hair !== 'bald' && quad.every((v) => scalp(v))) return null;
    return quad.every((v) => onLips.has(v)) ? lips : skin;
  });
  emitPart(sink, figure, 'eyes', (quad) => {
    const part = eyePart(rest, head, quad);
    return part === 'pupil' ? 'hair-black' : material(part === 'iris' ? 'iris' : 'eye');
  });
  emitBrows(sink, rest, head, skeleton, material('hair'));
  emitHair(sink, rest, head, skeleton, character.hair, material('hair'));
  emitCloth(sink, under.garment.sheet, under.points, under.hidden, true, UNDERWEAR);
}
