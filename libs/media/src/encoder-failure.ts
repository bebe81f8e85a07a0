import { MaquetteError } from '@maquette/kernel';

export interface EncoderEnd {
  path: string;
  stderr: string[];
  code?: number | null;
  signal?: NodeJS.Signals | null;
  cause?: Error;
}

const KEPT_LINES = 12;

/** The last lines that a child process wrote. */
export class StderrTail {
  private text = '';

  add(bytes: Buffer): void {
    this.text = (this.text + bytes.toString('utf8'))
      .split('\n')
      .slice(-KEPT_LINES - 1)
      .join('\n')
      .slice(-8_192);
  }

  get lines(): string[] {
    return this.text.split('\n').filter((line) => line.trim() !== '');
  }
}

/** Says why ffmpeg ended before its time. */
export function encoderFailure(end: EncoderEnd): MaquetteError {
  const details = { path: end.path, exitCode: end.code, signal: end.signal, stderr: end.stderr };
  if (end.stderr.some((line) => /no space left on device|disk quota exceeded/i.test(line))) {
    return new MaquetteError(
      'unavailable',
      'disk-full',
      `The disk is full: ${end.path} could not be written.`,
      {
        hint: 'Free some space and generate again; the unfinished video was removed.',
        details,
      },
    );
  }
  const how = end.cause
    ? end.cause.message
    : end.signal
      ? `killed by ${end.signal}`
      : `exit code ${end.code}`;
  const last = end.stderr.at(-1);
  return new MaquetteError(
    'internal',
    'encoder-failed',
    `The video encoder failed (${how})${last ? `: ${last}` : '.'}`,
    {
      hint: 'Generate again; if it fails every time, set FFMPEG_PATH to another ffmpeg that has libx264.',
      details,
      cause: end.cause,
    },
  );
}
