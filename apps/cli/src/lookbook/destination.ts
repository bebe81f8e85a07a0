import { mkdir } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import { assertWritableFile } from '../generate/destination';

/** Where a lookbook goes: the book, and its pictures in a folder of the same name beside it. */
export interface LookbookDestination {
  book: string;
  folder: string;
}

/**
 * The paths, when they can be written. Errors: `out-not-pdf` (bad-usage), `out-folder-missing`, `out-not-writable`
 * (bad-input).
 */
export async function lookbookDestination(out: string): Promise<LookbookDestination> {
  const book = resolve(out);
  if (extname(book).toLowerCase() !== '.pdf') {
    throw new MaquetteError('bad-usage', 'out-not-pdf', `--out ${out} does not end in .pdf.`, {
      hint: 'Lookbooks are PDF files: name it so.',
    });
  }
  await assertWritableFile(book, 'out');
  return { book, folder: join(dirname(book), basename(book, extname(book))) };
}

export interface LookFiles {
  picture: string;
  detail: string;
  scene: string;
}

/** `look-01.png`, `look-01-detail.png`, `look-01.scene.json`; makes the folder. */
export async function lookFiles({ folder }: LookbookDestination, number: number): Promise<LookFiles> {
  await mkdir(folder, { recursive: true });
  const stem = join(folder, `look-${String(number).padStart(2, '0')}`);
  return { picture: `${stem}.png`, detail: `${stem}-detail.png`, scene: `${stem}.scene.json` };
}
