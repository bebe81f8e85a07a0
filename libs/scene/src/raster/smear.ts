/** Mirror images as they were traced, one ray a block of pixels. */
export interface MirrorBlocks {
  columns: number;
  rows: number;
  /** [3·blocks] linear RGB; smeared in place */
  radiance: Float32Array;
  /** [blocks] material that the ray left from, -1 for none */
  owner: Int32Array;
  /** [3·blocks] unit normal where it left */
  normal: Float32Array;
  /** [blocks] half the angle over which a rough surface gathers what it mirrors, radians */
  angle: Float32Array;
  /** [blocks] angle between what this block and the next one mirror on a flat face, radians */
  pace: Float32Array;
}

/** Cosine between the normals of neighbouring blocks below which they belong to different faces. */
const EDGE = 0.95;

/** Smears mirror images as rough surfaces do: a box blur along the rows, then along the columns, within each face. */
export function smear(blocks: MirrorBlocks): void {
  const { columns, rows } = blocks;
  smearLines(blocks, 1, columns, columns, rows);
  smearLines(blocks, columns, rows, 1, columns);
}

/** `step` leads from block to block of a line, `across` from line to line. Running sums make wide blurs as cheap as narrow ones. */
function smearLines(blocks: MirrorBlocks, step: number, length: number, across: number, lines: number): void {
  const { radiance, owner, normal } = blocks;
  const sums = new Float64Array((length + 1) * 3);
  /** Turn of the normal from each block to the next, radians. */
  const turns = new Float64Array(length + 1);
  for (let line = 0; line < lines; line++) {
    const first = line * across;
    for (let from = 0, to; from < length; from = to) {
      const material = owner[first + from * step];
      turns[from] = 0;
      for (to = from; to < length && owner[first + to * step] === material; to++) {
        const block = (first + to * step) * 3;
        if (to > from && material >= 0) {
          const before = block - step * 3;
          const cosine =
            normal[block] * normal[before] +
            normal[block + 1] * normal[before + 1] +
            normal[block + 2] * normal[before + 2];
          if (cosine < EDGE) break;
          turns[to] = Math.sqrt(Math.max(0, 2 - 2 * cosine));
        }
        for (let c = 0; c < 3; c++) sums[(to + 1) * 3 + c] = sums[to * 3 + c] + radiance[block + c];
      }
      if (material < 0) continue;
      turns[to] = 0;
      for (let i = from; i < to; i++) {
        const block = first + i * step;
        // A curved face turns the mirrored direction by twice its own turn.
        const turn = blocks.pace[block] + 2 * Math.max(turns[i], turns[i + 1]);
        const reach = Math.round(blocks.angle[block] / turn);
        const low = Math.max(from, i - reach);
        const high = Math.min(to, i + reach + 1);
        for (let c = 0; c < 3; c++)
          radiance[block * 3 + c] = (sums[high * 3 + c] - sums[low * 3 + c]) / (high - low);
      }
    }
  }
}
