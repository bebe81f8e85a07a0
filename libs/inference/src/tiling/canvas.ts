import type { TilePlan } from './plan-tiles';

/** Share of an overlap, at either end of it, in which the piece that is cut there counts for nothing. */
const DISTRUST = 0.25;

/** One axis of a piece: how much each of its pixels counts. */
type Weights = readonly Float32Array[];

/**
 * Puts the pieces of a plan together. Where neighbours overlap the picture passes from one to the other, so that neither's
 * cut is seen; every pixel's weights add up to one, and a pixel that only one piece shows is that piece's, bit for bit.
 */
export class Canvas {
  /** [3·height·width] planar */
  readonly planes: Float32Array;
  private readonly across: Weights;
  private readonly down: Weights;

  constructor(
    private readonly plan: TilePlan,
    private readonly width: number,
    height: number,
  ) {
    this.planes = new Float32Array(3 * width * height);
    this.across = weightsOf(plan.columns, plan.width);
    this.down = weightsOf(plan.rows, plan.height);
  }

  clear(): void {
    this.planes.fill(0);
  }

  /** @param piece [3·h·w] of the plan's size, at this column and row of the plan */
  add(piece: Float32Array, column: number, row: number): void {
    const { width, height, columns, rows } = this.plan;
    const across = this.across[column];
    const down = this.down[row];
    const size = this.planes.length / 3;
    for (let channel = 0; channel < 3; channel++) {
      for (let y = 0; y < height; y++) {
        let from = (channel * height + y) * width;
        let to = channel * size + (rows[row] + y) * this.width + columns[column];
        for (let x = 0; x < width; x++) this.planes[to++] += piece[from++] * across[x] * down[y];
      }
    }
  }
}

/** Rising over the overlap with the piece before, falling over that with the piece after, one between. */
function weightsOf(starts: readonly number[], length: number): Weights {
  const weights = starts.map(() => new Float32Array(length).fill(1));
  for (let i = 0; i + 1 < starts.length; i++) {
    const overlap = starts[i] + length - starts[i + 1];
    for (let k = 0; k < overlap; k++) {
      const place = ((k + 0.5) / overlap - DISTRUST) / (1 - 2 * DISTRUST);
      const risen = Math.min(1, Math.max(0, place));
      weights[i + 1][k] = risen;
      weights[i][length - overlap + k] = 1 - risen;
    }
  }
  return weights;
}
