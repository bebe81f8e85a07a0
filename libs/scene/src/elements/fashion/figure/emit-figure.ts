import type { MaterialName } from '../../../document/vocabulary';
import type { MeshSink } from '../../../geometry/mesh-sink';
import type { DressedFigure } from '../dress-figure';
import { emitPart } from './emit-body';

/** Adds skin, eyes and hair of a figure: what its clothes leave to be seen. */
export function emitFigure(
  sink: MeshSink,
  figure: DressedFigure,
  material: (slot: string) => MaterialName,
): void {
  emitPart(sink, figure, 'body', (quad) => (quad.every((v) => figure.covered[v]) ? null : material('skin')));
  emitPart(sink, figure, 'eyes', () => material('eye'));
}
