import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeVideo } from './encode-video';
import type { VideoOptions } from './video-options';
import { findFfmpeg } from './ffmpeg-binary';
import { probeVideo } from './probe-video';

const WIDTH = 96;
const HEIGHT = 64;
const COLOURS = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
  [0, 0, 0],
  [128, 96, 200],
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-media-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Six coloured blocks that wander from frame to frame. */
function frame(index: number, width = WIDTH, height = HEIGHT): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const block = Math.floor(x / 16) + 3 * Math.floor(y / 32) + index;
      rgb.set(COLOURS[block % COLOURS.length], (y * width + x) * 3);
    }
  }
  return rgb;
}

async function encode(options: VideoOptions, frames: number): Promise<void> {
  const encoder = encodeVideo(options);
  for (let index = 0; index < frames; index += 1)
    await encoder.write(frame(index, options.width, options.height));
  await encoder.finish();
}

/** An "ffmpeg" that records its process id and then becomes the real one. */
async function traceableFfmpeg(): Promise<{ ffmpegPath: string; pid(): Promise<number> }> {
  const ffmpegPath = join(folder, 'ffmpeg.sh');
  const pidFile = join(folder, 'pid');
  await writeFile(ffmpegPath, `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${findFfmpeg()}' "$@"\n`, {
    mode: 0o755,
  });
  return { ffmpegPath, pid: async () => Number(await readFile(pidFile, 'utf8')) };
}

describe('encodeVideo', () => {
  it('writes an MP4 with the size, rate and number of frames it was given', async () => {
    const path = join(folder, 'a clip: 1.mp4');
    await encode({ path, width: WIDTH, height: HEIGHT, fps: 24 }, 30);
    expect(await probeVideo(path)).toEqual({
      width: WIDTH,
      height: HEIGHT,
      fps: 24,
      frameCount: 30,
      durationSeconds: 1.25,
      codec: 'h264',
    });
    expect(await readdir(folder)).toEqual(['a clip: 1.mp4']);
  });

  it('shows the colours that were drawn', async () => {
    const path = join(folder, 'colours.mp4');
    await encode({ path, width: WIDTH, height: HEIGHT, fps: 25 }, 4);
    // Nothing but the tags tells the decoder how to get back to RGB.
    const decoded = execFileSync(findFfmpeg(), [
      '-v',
      'error',
      '-i',
      path,
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-',
    ]);
    expect(decoded.length).toBe(4 * WIDTH * HEIGHT * 3);
    for (let index = 0; index < 4; index += 1) {
      const sent = frame(index);
      for (let block = 0; block < 12; block += 1) {
        const at = (((block < 6 ? 16 : 48) * WIDTH + (block % 6) * 16 + 8) * 3) | 0;
        const shown = decoded.subarray(index * sent.length + at, index * sent.length + at + 3);
        for (const [channel, value] of shown.entries()) {
          expect(Math.abs(value - sent[at + channel]), `frame ${index}, block ${block}`).toBeLessThanOrEqual(
            6,
          );
        }
      }
    }
  });

  it('is tagged as BT.709, and its index comes before its frames', async () => {
    const path = join(folder, 'tags.mp4');
    await encode({ path, width: WIDTH, height: HEIGHT, fps: 24 }, 2);
    const { stderr } = spawnSync(findFfmpeg(), ['-i', path], { encoding: 'utf8' });
    expect(stderr).toMatch(/Video: h264 .*yuv420p\(tv, bt709\)/);
    const bytes = await readFile(path);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  it('gives the same bytes for the same frames', async () => {
    const paths = [join(folder, 'one.mp4'), join(folder, 'two.mp4')];
    for (const path of paths) await encode({ path, width: WIDTH, height: HEIGHT, fps: 24 }, 12);
    const [one, two] = await Promise.all(paths.map((path) => readFile(path)));
    expect(digestOf(one)).toBe(digestOf(two));
  });

  it('keeps fractional frame rates', async () => {
    const path = join(folder, 'ntsc.mp4');
    await encode({ path, width: WIDTH, height: HEIGHT, fps: 23.976 }, 24);
    expect(await probeVideo(path)).toMatchObject({ frameCount: 24, fps: 23.976 });
  });

  it.each([
    [95, 64],
    [96, 63],
    [0, 64],
    [20_000, 64],
    [96.5, 64],
  ])('refuses %d×%d pixels', (width, height) => {
    const start = () => encodeVideo({ path: join(folder, 'x.mp4'), width, height, fps: 24 });
    expect(start).toThrow(expect.objectContaining({ kind: 'bad-input', code: 'bad-video-size' }));
  });

  it('refuses a frame of another size, and goes on', async () => {
    const path = join(folder, 'x.mp4');
    const encoder = encodeVideo({ path, width: WIDTH, height: HEIGHT, fps: 24 });
    await expect(encoder.write(frame(0, 32, 32))).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'bad-frame',
    });
    await encoder.write(frame(0));
    await encoder.finish();
    expect(await probeVideo(path)).toMatchObject({ frameCount: 1 });
  });

  it('says so when no encoder is there, or it may not be run', async () => {
    const path = join(folder, 'x.mp4');
    const notExecutable = join(folder, 'ffmpeg');
    await writeFile(notExecutable, '', { mode: 0o644 });
    for (const ffmpegPath of [join(folder, 'nowhere'), folder, notExecutable]) {
      const start = () => encodeVideo({ path, width: WIDTH, height: HEIGHT, fps: 24, ffmpegPath });
      expect(start).toThrow(expect.objectContaining({ kind: 'unavailable', code: 'encoder-missing' }));
    }
  });

  it('fails with the last words of an encoder that dies, and leaves no file', async () => {
    const { ffmpegPath, pid } = await traceableFfmpeg();
    const path = join(folder, 'killed.mp4');
    const encoder = encodeVideo({ path, width: 640, height: 480, fps: 24, ffmpegPath });
    for (let index = 0; index < 10; index += 1) await encoder.write(frame(index, 640, 480));
    process.kill(await pid(), 'SIGKILL');
    const goOn = async () => {
      for (let index = 0; index < 200; index += 1) await encoder.write(frame(index, 640, 480));
    };
    const failed = { kind: 'internal', code: 'encoder-failed', details: { signal: 'SIGKILL' } };
    await expect(goOn()).rejects.toMatchObject(failed);
    await expect(encoder.finish()).rejects.toMatchObject(failed);
    expect(await readdir(folder)).toEqual(['ffmpeg.sh', 'pid']);
  });

  it('fails with what the encoder said when it cannot write', async () => {
    const encoder = encodeVideo({ path: join(folder, 'no', 'x.mp4'), width: WIDTH, height: HEIGHT, fps: 24 });
    await encoder.write(frame(0)).catch(() => undefined);
    await expect(encoder.finish()).rejects.toMatchObject({
      code: 'encoder-failed',
      message: expect.stringContaining('No such file or directory'),
    });
  });

  it('leaves nothing behind when it is aborted, or never got a frame', async () => {
    const aborted = encodeVideo({ path: join(folder, 'a.mp4'), width: WIDTH, height: HEIGHT, fps: 24 });
    await aborted.write(frame(0));
    await aborted.abort();
    await expect(aborted.write(frame(1))).rejects.toMatchObject({ code: 'encoder-aborted' });
    const empty = encodeVideo({ path: join(folder, 'b.mp4'), width: WIDTH, height: HEIGHT, fps: 24 });
    await expect(empty.finish()).rejects.toMatchObject({ kind: 'bad-input', code: 'no-frames' });
    expect(await readdir(folder)).toEqual([]);
  });
});

const tmpfs = () => process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

describe.skipIf(!tmpfs())('on a full disk (needs root to mount a small one)', () => {
  it('says that the disk is full, and leaves nothing behind', async (context) => {
    const disk = await mkdtemp(join(tmpdir(), 'maquette-disk-'));
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', disk]).status !== 0) {
      await rm(disk, { recursive: true });
      return context.skip('this machine does not let us mount');
    }
    try {
      const encoder = encodeVideo({ path: join(disk, 'x.mp4'), width: 640, height: 480, fps: 24, crf: 1 });
      const encodeAll = async () => {
        for (let index = 0; index < 100; index += 1) await encoder.write(frame(index, 640, 480));
        await encoder.finish();
      };
      await expect(encodeAll()).rejects.toMatchObject({ kind: 'unavailable', code: 'disk-full' });
      expect(await readdir(disk)).toEqual([]);
    } finally {
      spawnSync('umount', [disk]);
      await rm(disk, { recursive: true, force: true });
    }
  });
});
