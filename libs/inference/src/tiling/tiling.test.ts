import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Canvas } from './canvas';
import { LARGEST_PIECE, planTiles } from './plan-tiles';

describe('the pieces of a picture', () => {
  it('are one where the picture is small enough', () => {
    expect(planTiles(960, 544)).toEqual({ width: 960, height: 544, columns: [0], rows: [0] });
  });

  it('cost 1920×1080 less than a fifth more than one piece, in little more memory than 960×540', () => {
    const { width, height, columns, rows } = planTiles(1920, 1088);
    expect(width * height).toBeLessThanOrEqual(LARGEST_PIECE);
    expect((width * height * columns.length * rows.length) / (1920 * 1088)).toBeLessThan(1.2);
  });

  it('cover every picture, overlap, and lie on the grid', () => {
    const side = fc.integer({ min: 4, max: 240 }).map((n) => n * 16);
    fc.assert(
      fc.property(side, side, (width, height) => {
        const plan = planTiles(width, height);
        expect(plan.width * plan.height).toBeLessThanOrEqual(LARGEST_PIECE);
        for (const [starts, piece, whole] of [
          [plan.columns, plan.width, width],
          [plan.rows, plan.height, height],
        ] as const) {
          expect(starts[0]).toBe(0);
          expect(starts.at(-1)! + piece).toBe(whole);
          starts.slice(1).forEach((start, i) => {
            expect(start % 16).toBe(0);
            expect(starts[i] + piece - start).toBeGreaterThanOrEqual(48);
            // Three pieces on one place would weigh more than one.
            if (i > 0) expect(starts[i - 1] + piece).toBeLessThanOrEqual(start);
          });
        }
      }),
    );
  });
});

describe('a canvas', () => {
  const [width, height] = [320, 256];
  const plan = planTiles(width, height, { largest: 192 * 192 });

  function paint(value: (x: number, y: number, piece: number) => number): Float32Array {
    const canvas = new Canvas(plan, width, height);
    canvas.planes.fill(7);
    canvas.clear();
    plan.rows.forEach((top, row) =>
      plan.columns.forEach((left, column) => {
        const piece = new Float32Array(3 * plan.width * plan.height);
        const size = plan.width * plan.height;
        piece.forEach((_, i) => {
          const [x, y] = [left + ((i % size) % plan.width), top + Math.floor((i % size) / plan.width)];
          piece[i] = value(x, y, row * plan.columns.length + column);
        });
        canvas.add(piece, column, row);
      }),
    );
    return canvas.planes;
  }

  it('shows what its pieces agree on', () => {
    expect(plan.columns.length).toBeGreaterThan(1);
    const picture = (x: number, y: number) => Math.sin(x / 9) + y / height;
    const differences = paint(picture).map((seen, i) => {
      const place = i % (width * height);
      return Math.abs(seen - picture(place % width, Math.floor(place / width)));
    });
    expect(differences.reduce((a, b) => Math.max(a, b))).toBeLessThan(1e-6);
  });

  it('passes from one piece to the other without a step', () => {
    const painted = paint((_x, _y, piece) => piece % plan.columns.length);
    let largest = 0;
    for (let x = 1; x < width; x++) largest = Math.max(largest, Math.abs(painted[x] - painted[x - 1]));
    expect(largest).toBeLessThan(0.05);
    expect([painted[0], painted[width - 1]]).toEqual([0, plan.columns.length - 1]);
  });
});
