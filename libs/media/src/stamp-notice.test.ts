import { describe, expect, it } from 'vitest';
import { stampNotice } from './stamp-notice';

const TEXT = 'Synthetic. Not for diagnosis.';

function stamped(width: number, height: number, grey = 90): { data: Uint8Array; changedRows: number[] } {
  const data = new Uint8Array(width * height * 3).fill(grey);
  stampNotice({ width, height, channels: 3, data }, TEXT);
  const changedRows = Array.from({ length: height }, (_, y) => y).filter((y) =>
    data.subarray(y * width * 3, (y + 1) * width * 3).some((value) => value !== grey),
  );
  return { data, changedRows };
}

describe('the notice in a picture', () => {
  it('stands in a narrow strip at the bottom edge and nowhere else', () => {
    const { changedRows } = stamped(960, 540);
    expect(changedRows[changedRows.length - 1]).toBe(539);
    expect(changedRows[0]).toBeGreaterThan(539 - 540 * 0.05);
    expect(changedRows.length).toBeGreaterThanOrEqual(7);
  });

  it.each([0, 90, 255])('can be read on a ground of %d', (grey) => {
    const { data } = stamped(960, 540, grey);
    const strip = data.subarray(-960 * 3 * 6);
    expect(Math.max(...strip) - Math.min(...strip)).toBeGreaterThan(60);
  });

  it('grows with the picture, and is there in the smallest one', () => {
    expect(stamped(1920, 1080).changedRows.length).toBeGreaterThan(stamped(960, 540).changedRows.length);
    expect(stamped(32, 32).changedRows.length).toBeGreaterThan(0);
  });
});
