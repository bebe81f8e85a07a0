/** `none`, `40 s`, `12 min` */
export function secondsIn(seconds: number): string {
  if (seconds < 0.5) return 'none';
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** `350 MB`, `6.2 GB` */
export function bytesIn(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
