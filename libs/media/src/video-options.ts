/** How a clip is encoded. */
export interface VideoOptions {
  /** The MP4 appears here when it is finished, not before; `<path>.part` is written meanwhile. */
  path: string;
  /** Pixels; both even, because H.264 keeps one colour for two by two pixels. */
  width: number;
  height: number;
  fps: number;
  /** Constant rate factor of x264, 0 (lossless) to 51; 18 is visually lossless. */
  crf?: number;
  /** Speed preset of x264. */
  preset?: 'ultrafast' | 'superfast' | 'veryfast' | 'faster' | 'fast' | 'medium' | 'slow';
  /** More threads are faster, and the bytes then depend on how many. */
  threads?: number;
  ffmpegPath?: string;
}
