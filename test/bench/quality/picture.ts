/** A planar picture, display-referred sRGB, 0–1. */
export interface Picture {
  width: number;
  height: number;
  /** [3·height·width] */
  planes: Float32Array;
}

/** Root of the mean square difference, over the pixels whose weight is above nothing. */
export function rootMeanSquare(a: Picture, b: Picture, weight?: Float32Array): number {
  const size = a.width * a.height;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < 3 * size; i++) {
    if (weight && weight[i % size] <= 0) continue;
    sum += (a.planes[i] - b.planes[i]) ** 2;
    count++;
  }
  return count === 0 ? NaN : Math.sqrt(sum / count);
}

/** Decibel; 60 where two pictures agree. */
export function psnr(a: Picture, b: Picture, weight?: Float32Array): number {
  return Math.min(60, -20 * Math.log10(Math.max(1e-9, rootMeanSquare(a, b, weight))));
}

const WINDOW = Array.from({ length: 11 }, (_, i) => Math.exp(-((i - 5) ** 2) / (2 * 1.5 ** 2)));
const TOTAL = WINDOW.reduce((sum, weight) => sum + weight, 0);

/** Wang et al. (2004): Gaussian window of 11 pixels, sigma 1.5; mean over channels and pixels whose window is whole. */
export function ssim(a: Picture, b: Picture): number {
  const size = a.width * a.height;
  let sum = 0;
  for (let channel = 0; channel < 3; channel++) {
    const x = a.planes.subarray(channel * size, (channel + 1) * size);
    const y = b.planes.subarray(channel * size, (channel + 1) * size);
    const [mx, my, xx, yy, xy] = [
      x,
      y,
      x.map((v) => v * v),
      y.map((v) => v * v),
      x.map((v, i) => v * y[i]),
    ].map((plane) => blurred(plane, a.width, a.height));
    let channelSum = 0;
    for (let i = 0; i < mx.length; i++) {
      const covariance = xy[i] - mx[i] * my[i];
      const variances = xx[i] - mx[i] ** 2 + yy[i] - my[i] ** 2;
      channelSum +=
        ((2 * mx[i] * my[i] + 1e-4) * (2 * covariance + 9e-4)) /
        ((mx[i] ** 2 + my[i] ** 2 + 1e-4) * (variances + 9e-4));
    }
    sum += channelSum / mx.length;
  }
  return sum / 3;
}

/** Over the pixels whose window lies in the picture. */
function blurred(plane: Float32Array, width: number, height: number): Float64Array {
  const across = new Float64Array((width - 10) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width - 10; x++) {
      let sum = 0;
      for (let k = 0; k < 11; k++) sum += WINDOW[k] * plane[y * width + x + k];
      across[y * (width - 10) + x] = sum / TOTAL;
    }
  const both = new Float64Array((width - 10) * (height - 10));
  for (let y = 0; y < height - 10; y++)
    for (let x = 0; x < width - 10; x++) {
      let sum = 0;
      for (let k = 0; k < 11; k++) sum += WINDOW[k] * across[(y + k) * (width - 10) + x];
      both[y * (width - 10) + x] = sum / TOTAL;
    }
  return both;
}

/** Of pictures halved once, as the measure is defined; 170 for values to 255. */
const GMSD_CONSTANT = 170 / 255 ** 2;

/**
 * Gradient magnitude similarity deviation (Xue, Zhang, Mou, Bovik 2014) of luma: 0 where pictures agree, about 0.3 where they
 * have nothing in common. It follows human opinion nearly as well as measures by trained networks and needs no weights.
 */
export function gradientDistance(a: Picture, b: Picture): number {
  const [x, y] = [gradients(a), gradients(b)];
  const similar = x.map((gx, i) => (2 * gx * y[i] + GMSD_CONSTANT) / (gx ** 2 + y[i] ** 2 + GMSD_CONSTANT));
  const mean = similar.reduce((sum, value) => sum + value, 0) / similar.length;
  return Math.sqrt(similar.reduce((sum, value) => sum + (value - mean) ** 2, 0) / similar.length);
}

/** Prewitt's, of luma averaged over 2×2 pixels, borders left out. */
function gradients({ planes, width, height }: Picture): Float64Array {
  const [w, h] = [width >> 1, height >> 1];
  const size = width * height;
  const luma = new Float64Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      for (const i of [0, 1, width, width + 1].map((step) => 2 * y * width + 2 * x + step))
        luma[y * w + x] += lumaOf(planes, i, size) / 4;
  const found = new Float64Array((w - 2) * (h - 2));
  for (let y = 1; y < h - 1; y++)
    for (let x = 1; x < w - 1; x++) {
      const at = (dx: number, dy: number): number => luma[(y + dy) * w + x + dx];
      const gx = at(1, -1) + at(1, 0) + at(1, 1) - at(-1, -1) - at(-1, 0) - at(-1, 1);
      const gy = at(-1, 1) + at(0, 1) + at(1, 1) - at(-1, -1) - at(0, -1) - at(1, -1);
      found[(y - 1) * (w - 2) + x - 1] = Math.hypot(gx, gy) / 3;
    }
  return found;
}

/** Rec. 709, of display values. */
export function lumaOf(planes: Float32Array, i: number, size: number): number {
  return 0.2126 * planes[i] + 0.7152 * planes[size + i] + 0.0722 * planes[2 * size + i];
}
