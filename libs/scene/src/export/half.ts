/** IEEE 754 half-precision bits of float32 values (round to nearest even; overflow to infinity). */
export function toHalf(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const out = new Uint16Array(values.length);
  for (let i = 0; i < bits.length; i++) {
    const x = bits[i];
    const sign = (x >>> 16) & 0x8000;
    const exponent = ((x >>> 23) & 255) - 112;
    const mantissa = x & 0x7fffff;
    if (exponent >= 31) out[i] = sign | 0x7c00 | (((x >>> 23) & 255) === 255 && mantissa ? 0x200 : 0);
    else if (exponent > 0) out[i] = sign + round((exponent << 23) | mantissa, 13);
    else if (exponent < -10) out[i] = sign;
    else out[i] = sign + round(mantissa | 0x800000, 14 - exponent);
  }
  return out;
}

/** Drops the low bits, to the nearest, ties to even; a carry runs into the exponent, as it must. */
function round(value: number, drop: number): number {
  const half = 1 << (drop - 1);
  const low = value & ((1 << drop) - 1);
  const kept = value >>> drop;
  return low > half || (low === half && kept & 1) ? kept + 1 : kept;
}
