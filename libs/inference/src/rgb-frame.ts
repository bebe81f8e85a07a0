/**
 * Cuts a planar picture to size and interleaves it.
 * @param planes [3·H·W] display-referred sRGB, 0–1, of `stride` columns
 * @returns [3·height·width] bytes, RGB
 */
export function toRgbBytes(
  planes: Float32Array,
  stride: number,
  rows: number,
  width: number,
  height: number,
): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const size = stride * rows;
  let o = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * stride; x < width; x++, i++) {
      for (let k = i; k < 3 * size; k += size) {
        const value = planes[k] * 255 + 0.5;
        out[o++] = value <= 0 ? 0 : value >= 255 ? 255 : value;
      }
    }
  }
  return out;
}
