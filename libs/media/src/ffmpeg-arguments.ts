import type { VideoOptions } from './video-options';

/**
 * Raw RGB on stdin → H.264 in MP4. The frames are full-range sRGB; the video is limited-range BT.709, converted with
 * rounding and tagged as what it is, so that players show the colours that were drawn.
 */
export function encodeArguments(options: VideoOptions, output: string): string[] {
  const { width, height, fps, crf = 18, preset = 'veryfast', threads = 1 } = options;
  const scale =
    'scale=in_range=pc:out_range=tv:out_color_matrix=bt709:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp';
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', '-filter_threads', '1'],
    ...[
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-video_size',
      `${width}x${height}`,
      '-framerate',
      String(fps),
    ],
    ...['-i', 'pipe:0', '-an', '-vf', `${scale},format=yuv420p`],
    ...['-c:v', 'libx264', '-preset', preset, '-crf', String(crf), '-threads', String(threads)],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-flags:v', '+bitexact', '-fflags', '+bitexact', '-map_metadata', '-1'],
    ...['-movflags', '+faststart', '-f', 'mp4', `file:${output}`],
  ];
}
