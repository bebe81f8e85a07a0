import { COLUMN } from './second-skin';
import { type Sheet, vertexCount } from './sheet';

const SECTORS = 72;
const BAND = 0.015;

/** Outline of a body by height and direction: how far it reaches from its upright axis. */
export class Profile {
  private constructor(
    /** Depth of the axis. */
    readonly centre: number,
    private readonly bottom: number,
    private readonly bands: Float64Array[],
  ) {}

  static of(sheet: Sheet, keep: (vertex: number) => boolean): Profile {
    const { columns } = sheet;
    let [low, high, depth, count] = [Infinity, -Infinity, 0, 0];
    for (let v = 0; v < vertexCount(sheet); v++) {
      if (!keep(v)) continue;
      low = Math.min(low, columns[COLUMN.y][v]);
      high = Math.max(high, columns[COLUMN.y][v]);
      depth += columns[COLUMN.z][v];
      count++;
    }
    const centre = count > 0 ? depth / count : 0;
    const rows = Math.max(1, Math.ceil((high - low) / BAND) + 1);
    const bands = Array.from({ length: count > 0 ? rows : 1 }, () => new Float64Array(SECTORS));
    for (let v = 0; v < vertexCount(sheet); v++) {
      if (!keep(v)) continue;
      const [dx, dz] = [columns[COLUMN.x][v], columns[COLUMN.z][v] - centre];
      const row = bands[Math.round((columns[COLUMN.y][v] - low) / BAND)];
      const sector = sectorOf(Math.atan2(dx, dz));
      row[sector] = Math.max(row[sector], Math.hypot(dx, dz));
    }
    for (const band of bands) fillGaps(band);
    return new Profile(centre, low, bands);
  }

  /** Bridges hollows: every section becomes convex. */
  span(): void {
    for (const band of this.bands) {
      for (let pass = 0; pass < 40; pass++) {
        let changed = false;
        for (let s = 0; s < SECTORS; s++) {
          const [a, b] = [band[(s + SECTORS - 1) % SECTORS], band[(s + 1) % SECTORS]];
          if (a === 0 || b === 0) continue;
          // Where the chord of the neighbours crosses this direction.
          const chord = (2 * a * b * Math.cos((2 * Math.PI) / SECTORS)) / (a + b);
          if (chord > band[s] + 1e-5) {
            band[s] = chord;
            changed = true;
          }
        }
        if (!changed) break;
      }
    }
  }

  /** From a height downwards the width shrinks by no more than `taper` a metre. */
  hang(from: number, taper: number): void {
    for (let row = this.bands.length - 2; row >= 0; row--) {
      if (this.bottom + row * BAND > from) continue;
      for (let s = 0; s < SECTORS; s++)
        this.bands[row][s] = Math.max(this.bands[row][s], this.bands[row + 1][s] - taper * BAND);
    }
  }

  /** From a height downwards it grows by at least `flare` a metre. */
  spread(from: number, flare: number): void {
    const start = Math.min(this.bands.length - 1, Math.max(0, Math.round((from - this.bottom) / BAND)));
    for (let row = start - 1; row >= 0; row--) {
      const grown = flare * (start - row) * BAND;
      for (let s = 0; s < SECTORS; s++)
        this.bands[row][s] = Math.max(this.bands[row][s], this.bands[start][s] + grown);
    }
  }

  at(angle: number, y: number): number {
    const row = Math.min(this.bands.length - 1, Math.max(0, (y - this.bottom) / BAND));
    const [r0, r1] = [Math.floor(row), Math.min(this.bands.length - 1, Math.floor(row) + 1)];
    const sector = ((angle / (2 * Math.PI)) * SECTORS + SECTORS) % SECTORS;
    const [s0, s1] = [Math.floor(sector) % SECTORS, (Math.floor(sector) + 1) % SECTORS];
    const [fr, fs] = [row - r0, sector - Math.floor(sector)];
    const mixed = (r: number): number => this.bands[r][s0] * (1 - fs) + this.bands[r][s1] * fs;
    return mixed(r0) * (1 - fr) + mixed(r1) * fr;
  }
}

const sectorOf = (angle: number): number =>
  (Math.round((angle / (2 * Math.PI)) * SECTORS) + SECTORS) % SECTORS;

/** Sectors that no vertex fell into take their nearest neighbours' reach. */
function fillGaps(band: Float64Array): void {
  const known = [...band.keys()].filter((s) => band[s] > 0);
  if (known.length === 0) return;
  const filled = Float64Array.from(band);
  for (let s = 0; s < SECTORS; s++) {
    if (band[s] > 0) continue;
    let [left, right] = [s, s];
    while (band[(left + SECTORS) % SECTORS] === 0) left--;
    while (band[right % SECTORS] === 0) right++;
    const t = (s - left) / (right - left);
    filled[s] = band[(left + SECTORS) % SECTORS] * (1 - t) + band[right % SECTORS] * t;
  }
  band.set(filled);
}
