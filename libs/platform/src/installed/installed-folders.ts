import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MaquetteError, type ObjectStore } from '@maquette/kernel';
import type { InstalledFolder, PrismaImports } from '@maquette/persistence';
import { Quarantine, type ReceivedFolder, type Registry, type TakenFile } from '@maquette/registry';
import type { Log } from '../log';

/**
 * The installed folder of this machine. Database and object store are the truth; what this folder lacks of it is
 * written from there, each file checked against its digest, each folder appearing whole or not at all.
 */
export class InstalledFolders {
  private readonly root: string;
  private readonly incoming: Quarantine;

  constructor(
    private readonly parts: {
      registry: Registry;
      store: ObjectStore;
      imports: Pick<PrismaImports, 'installed'>;
      log: Log;
    },
  ) {
    if (!parts.registry.installedRoot)
      throw new Error('The registry was opened without an installed folder.');
    this.root = parts.registry.installedRoot;
    this.incoming = new Quarantine(join(this.root, '.incoming'));
  }

  /** Moves folders out of quarantine, and lets the registry see them. Datasets come first: the checkpoint needs them. */
  async place(folders: readonly ReceivedFolder[]): Promise<void> {
    for (const { place, path } of [...folders].reverse()) {
      // Quarantine on another file system: the object store has the same bytes.
      if (!(await this.move(path, place))) return this.catchUp();
    }
    await this.parts.registry.reload();
  }

  /**
   * Writes what is installed and not here yet, and lets the registry see it. A folder that cannot be written now is
   * logged and tried again next time.
   */
  async catchUp(): Promise<void> {
    await this.incoming.sweep();
    const folders = await this.parts.imports.installed();
    const lacking = folders.filter(({ place }) => !this.isHere(place));
    for (const folder of lacking) await this.tryToWrite(folder);
    if (folders.some(({ place }) => !this.isListed(place))) await this.parts.registry.reload();
  }

  /** Makes sure of a version that somebody else may have brought in. */
  async ensure(reference: string): Promise<void> {
    if (this.isListed(reference.replace('@', '/'))) return;
    await this.catchUp();
  }

  private isHere(place: string): boolean {
    return existsSync(join(this.parts.registry.root, place)) || existsSync(join(this.root, place));
  }

  private isListed(place: string): boolean {
    const { registry } = this.parts;
    return (
      registry.list().some(({ domain, name, version }) => `${domain}/${name}/${version}` === place) ||
      registry.datasets().some(({ id, version }) => `datasets/${id}/${version}` === place)
    );
  }

  private async tryToWrite(folder: InstalledFolder): Promise<void> {
    const { log } = this.parts;
    try {
      await this.write(folder);
      log.info({ place: folder.place }, 'Wrote an installed folder from the object store.');
    } catch (error) {
      const { message } = error as Error;
      log.error({ place: folder.place, error: message }, 'An installed folder could not be written.');
    }
  }

  private async write({ place, files }: InstalledFolder): Promise<void> {
    const incoming = await this.incoming.create();
    try {
      const folder = join(incoming.path, 'folder');
      for (const file of files) await this.fetch(file, join(folder, file.path));
      await this.move(folder, place);
    } finally {
      await incoming.remove();
    }
  }

  private async fetch({ digest, bytes }: TakenFile, path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true, mode: 0o750 });
    const file = await open(path, 'wx', 0o640);
    try {
      const hash = createHash('sha256');
      let found = 0;
      for await (const chunk of (await this.parts.store.read(digest)) as AsyncIterable<Buffer>) {
        found += chunk.byteLength;
        if (found > bytes) break;
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      if (found !== bytes || `sha256:${hash.digest('hex')}` !== digest) throw otherBytes(digest);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** False when the file systems differ. What is there already stays: it was the same, or is for the registry to judge. */
  private async move(path: string, place: string): Promise<boolean> {
    const target = join(this.root, place);
    await mkdir(dirname(target), { recursive: true, mode: 0o750 });
    await chmod(path, 0o750);
    return rename(path, target).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EXDEV') return false;
        if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return true;
        throw error;
      },
    );
  }
}

function otherBytes(digest: string): MaquetteError {
  return new MaquetteError(
    'unavailable',
    'object-damaged',
    `The object store has other bytes under ${digest}.`,
    {
      hint: 'Restore the object store from a backup, or import the checkpoint again.',
      details: { digest },
    },
  );
}
