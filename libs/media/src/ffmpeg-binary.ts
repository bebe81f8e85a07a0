import { accessSync, constants, statSync } from 'node:fs';
import { MaquetteError } from '@maquette/kernel';

/**
 * Path of the ffmpeg to run: FFMPEG_PATH, or the one that npm installed. That one is from 2018: it encodes what we
 * drew ourselves, and must not be given files from outside to decode.
 * Errors: `encoder-missing` (unavailable).
 */
export function findFfmpeg(override = process.env.FFMPEG_PATH): string {
  const path = override || installedPath();
  try {
    accessSync(path, constants.X_OK);
    if (statSync(path).isFile()) return path;
  } catch (cause) {
    throw missing(path, cause);
  }
  throw missing(path);
}

function installedPath(): string {
  try {
    // Loaded on demand: the package throws while loading where it has no binary for the platform.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require('@ffmpeg-installer/ffmpeg') as { path: string }).path;
  } catch (cause) {
    throw missing('node_modules/@ffmpeg-installer', cause);
  }
}

function missing(path: string, cause?: unknown): MaquetteError {
  const reason =
    (cause as NodeJS.ErrnoException | undefined)?.code === 'EACCES' ? 'is not executable' : 'is not there';
  return new MaquetteError('unavailable', 'encoder-missing', `The video encoder ${path} ${reason}.`, {
    hint: 'Run npm install again with scripts allowed, or set FFMPEG_PATH to an ffmpeg that has libx264.',
    details: { path },
    cause,
  });
}
