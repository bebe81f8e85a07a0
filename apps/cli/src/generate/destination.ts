import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { MaquetteError } from '@maquette/kernel';

/** Where the results of a generation go. */
export interface Destination {
  clip: string;
  poster: string;
  scene: string;
  /** Folder of the kept frames; null when they are not kept. */
  frames: string | null;
}

/** Never more than this many bytes a pixel come out of the encoder, measured on noise. */
const BYTES_PER_PIXEL = 0.2;
const SPARE_BYTES = 32 * 1024 * 1024;

/**
 * The paths of the results, when they can be written. Errors: `out-not-mp4` (bad-usage), `out-folder-missing`,
 * `out-not-writable` (bad-input).
 */
export async function destinationOf(out: string, keepFrames: string | undefined): Promise<Destination> {
  const clip = resolve(out);
  if (extname(clip).toLowerCase() !== '.mp4') {
    throw new MaquetteError('bad-usage', 'out-not-mp4', `--out ${out} does not end in .mp4.`, {
      hint: 'Clips are MP4 files: name it so.',
    });
  }
  await assertWritableFile(clip, 'out');
  const stem = join(dirname(clip), basename(clip, extname(clip)));
  if (keepFrames !== undefined) await assertFramesFolder(resolve(keepFrames));
  return {
    clip,
    poster: `${stem}.jpg`,
    scene: `${stem}.scene.json`,
    frames: keepFrames === undefined ? null : resolve(keepFrames),
  };
}

/** Errors: `disk-full` (unavailable) when the folder has not room enough for the results. */
export async function assertRoom(
  folder: string,
  { frames, width, height }: { frames: number; width: number; height: number },
  keepFrames: boolean,
): Promise<void> {
  const clip = frames * width * height * BYTES_PER_PIXEL;
  const needed = SPARE_BYTES + clip + (keepFrames ? frames * width * height * 2 : 0);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw diskFull(folder, `has ${megabytes(free)} free, and about ${megabytes(needed)} may be needed`);
}

export function diskFull(folder: string, why: string, cause?: unknown): MaquetteError {
  return new MaquetteError('unavailable', 'disk-full', `The disk of ${folder} ${why}.`, {
    hint: 'Free some space there, or choose another folder.',
    details: { folder },
    cause,
  });
}

/** Errors: `<what>-folder-missing`, `<what>-not-writable` (bad-input). */
export async function assertWritableFile(path: string, what: string): Promise<void> {
  const folder = dirname(path);
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) {
    throw new MaquetteError('bad-input', `${what}-folder-missing`, `The folder ${folder} is not there.`, {
      hint: `Make it first: mkdir -p ${folder}`,
      details: { folder },
    });
  }
  const target = await stat(path).catch(() => null);
  const blocked = target?.isDirectory() ? 'is a folder' : await notWritable(target ? path : folder);
  if (!blocked && !(await notWritable(folder))) return;
  throw new MaquetteError(
    'bad-input',
    `${what}-not-writable`,
    `${path} cannot be written: ${blocked ?? 'its folder is read-only'}.`,
    {
      hint: 'Choose another path, or change the permissions.',
      details: { path },
    },
  );
}

async function assertFramesFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found && !found.isDirectory()) {
    throw new MaquetteError('bad-input', 'frames-not-writable', `${folder} is no folder.`, {
      hint: 'Name a folder with --keep-frames.',
    });
  }
  await assertWritableFile(found ? join(folder, 'frame-000001.png') : folder, 'frames');
}

async function notWritable(path: string): Promise<string | null> {
  return access(path, constants.W_OK).then(
    () => null,
    (error: NodeJS.ErrnoException) => error.message,
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
