import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rename, rm } from 'node:fs/promises';
import { MaquetteError } from '@maquette/kernel';
import { encoderFailure, StderrTail } from './encoder-failure';
import { encodeArguments } from './ffmpeg-arguments';
import { findFfmpeg } from './ffmpeg-binary';
import type { VideoOptions } from './video-options';

/** Largest side that H.264 level 6.2 allows. */
const MAX_SIDE = 8_192;

/**
 * Starts an H.264 encoder for frames that come one by one. The same frames give the same bytes with the same ffmpeg.
 * Errors: `encoder-missing`, `disk-full` (unavailable), `bad-video-size`, `bad-frame` (bad-input), `encoder-failed`.
 */
export function encodeVideo(options: VideoOptions): VideoEncoder {
  const { width, height, fps } = options;
  if (
    ![width, height].every(
      (side) => Number.isInteger(side) && side >= 2 && side <= MAX_SIDE && side % 2 === 0,
    )
  ) {
    throw new MaquetteError('bad-input', 'bad-video-size', `A video cannot be ${width}×${height} pixels.`, {
      hint: `Choose an even width and height from 2 to ${MAX_SIDE}.`,
      details: { width, height },
    });
  }
  if (!(fps > 0 && fps <= 240)) {
    throw new MaquetteError('bad-input', 'bad-frame-rate', `A video cannot have ${fps} frames a second.`, {
      hint: 'Choose a frame rate up to 240.',
      details: { fps },
    });
  }
  return new VideoEncoder(options);
}

/** One encoding: write every frame, then finish or abort. */
export class VideoEncoder {
  /** Frames that the encoder took. */
  frames = 0;
  private readonly part: string;
  private readonly frameBytes: number;
  private readonly ffmpeg: ChildProcess;
  private readonly stderr = new StderrTail();
  private readonly ended: Promise<void>;
  private failure?: MaquetteError;
  private state: 'open' | 'finished' | 'aborted' = 'open';

  constructor(private readonly options: VideoOptions) {
    this.part = `${options.path}.part`;
    this.frameBytes = options.width * options.height * 3;
    this.ffmpeg = spawn(findFfmpeg(options.ffmpegPath), encodeArguments(options, this.part), {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    this.ffmpeg.stderr!.on('data', (text: Buffer) => this.stderr.add(text));
    this.ffmpeg.stdin!.on('error', () => undefined); // a broken pipe: the exit says why
    this.ended = this.end();
  }

  /**
   * Takes one frame: RGB, 8 bits, sRGB, rows from the top, `width × height × 3` bytes. Resolves when the encoder is
   * ready for the next one. The bytes are handed on without a copy: do not change them afterwards.
   */
  async write(rgb: Uint8Array): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.state !== 'open') throw new Error(`The video is ${this.state}: no frame can follow.`);
    if (rgb.byteLength !== this.frameBytes) throw badFrame(this.options, rgb.byteLength);
    const stdin = this.ffmpeg.stdin!;
    const frame = Buffer.from(rgb.buffer, rgb.byteOffset, rgb.byteLength);
    if (!stdin.write(frame)) await Promise.race([once(stdin, 'drain').catch(() => undefined), this.ended]);
    if (stdin.destroyed) await this.ended;
    if (this.failure) throw this.failure;
    this.frames += 1;
  }

  /** Resolves when the video lies at its path. */
  async finish(): Promise<void> {
    if (this.state !== 'open') throw new Error(`The video is ${this.state} already.`);
    this.state = 'finished';
    this.ffmpeg.stdin!.end();
    await this.ended;
    if (this.frames === 0) {
      await rm(this.part, { force: true });
      throw noFrames();
    }
    if (this.failure) throw this.failure;
    await rename(this.part, this.options.path);
  }

  /** Ends the encoder and removes what it wrote. Does nothing once the video is finished. */
  async abort(): Promise<void> {
    if (this.state === 'open') {
      this.state = 'aborted';
      this.failure ??= new MaquetteError(
        'conflict',
        'encoder-aborted',
        'The video was abandoned before its end.',
      );
      this.ffmpeg.kill('SIGKILL');
    }
    await this.ended;
  }

  /** Resolves when ffmpeg is gone; unless it did well, what it wrote is gone then, too. */
  private async end(): Promise<void> {
    const { path } = this.options;
    await new Promise<void>((resolve) => {
      this.ffmpeg.once('error', (cause) => {
        this.failure ??= encoderFailure({ path, cause, stderr: this.stderr.lines });
        resolve();
      });
      this.ffmpeg.once('close', (code, signal) => {
        if (code !== 0) this.failure ??= encoderFailure({ path, code, signal, stderr: this.stderr.lines });
        resolve();
      });
    });
    if (this.failure) await rm(this.part, { force: true });
  }
}

function badFrame({ width, height }: VideoOptions, bytes: number): MaquetteError {
  const expected = width * height * 3;
  return new MaquetteError(
    'bad-input',
    'bad-frame',
    `A frame of ${width}×${height} has ${expected} bytes, not ${bytes}.`,
  );
}

function noFrames(): MaquetteError {
  return new MaquetteError('bad-input', 'no-frames', 'A video needs at least one frame.');
}
