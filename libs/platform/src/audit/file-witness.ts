import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogWitness } from '@maquette/audit';
import { MaquetteError } from '@maquette/kernel';
import { writeDurably } from './durable-file';

/** How many log checkpoints are kept: they narrow down where a log went astray. */
const KEPT = 64;

/** The witness as a file: a JSON array of signed notes, the newest last. It must not be restored with the database. */
export class FileWitness implements LogWitness {
  private readonly path: string;

  constructor(folder: string) {
    this.path = join(folder, 'witness');
  }

  /** Errors: `witness-unreadable` (conflict). */
  async notes(): Promise<string[]> {
    try {
      const notes: unknown = JSON.parse(await readFile(this.path, 'utf8'));
      if (Array.isArray(notes) && notes.every((note) => typeof note === 'string')) return notes;
      throw new Error('it is not a list of notes');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
      const message = `The witness file ${this.path} cannot be read: ${(cause as Error).message}. Nothing is signed.`;
      throw new MaquetteError('conflict', 'witness-unreadable', message, {
        hint: 'Somebody changed the file. Keep it as evidence and see docs/audit-log.md before you put another in its place.',
        cause,
      });
    }
  }

  async keep(note: string): Promise<void> {
    const notes = [...(await this.notes()), note].slice(-KEPT);
    await writeDurably(this.path, `${JSON.stringify(notes, null, 1)}\n`, { mode: 0o600 });
  }
}
