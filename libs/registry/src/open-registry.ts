import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MaquetteError, type Domain } from '@maquette/kernel';
import { RecordSchemas, type Problem } from '@maquette/provenance';
import { aliasUnresolved } from './alias';
import { licencesOf } from './licences';
import { checkpointSeal } from './loading/load-checkpoint';
import type { Root } from './loading/roots';
import { examine } from './loading/examine';
import { scan, type Snapshot } from './loading/scan';
import { sealProblems } from './loading/seal';
import { parentsOf } from './records/parents';
import { parseReference } from './reference';
import { quarantined, unknown } from './refusals';
import type {
  AssetEntry,
  AuxiliaryEntry,
  CheckpointEntry,
  CheckpointLicences,
  Examination,
  ReadyCheckpoint,
  Registry,
  RegistryDataset,
  VerificationReport,
  VerifiedAuxiliary,
} from './registry';
import { report } from './report';
import { readTrust } from './signing/trust-folder';

export interface RegistryOptions {
  /** Folder of the JSON Schemas; the registry's own `schema` folder when left out. */
  schemas?: string;
  /** Folder of what came in through this installation, in the same layout; it need not exist yet. */
  installed?: string;
  /** Folders of public keys and authorities that are trusted besides the release's own (`keys`). */
  keys?: readonly string[];
}

/**
 * Opens `model-registry`, and the installed folder beside it: reads and verifies every record and every file in it. What is not sound is quarantined, not
 * thrown; rejects only with `registry-missing`, `schemas-missing` (not-found), and for a trusted key that cannot be read
 * `key-unusable`, `certificate-unusable` (bad-input).
 */
export async function openRegistry(root: string, options: RegistryOptions = {}): Promise<Registry> {
  const folder = resolve(root);
  if (!(await stat(folder).catch(() => null))?.isDirectory()) {
    throw new MaquetteError('not-found', 'registry-missing', `There is no model registry at ${folder}.`, {
      hint: 'Name the folder model-registry of the release.',
      details: { root: folder },
    });
  }
  const schemas = await RecordSchemas.load(options.schemas ?? join(folder, 'schema'));
  const roots: Root[] = [{ path: folder, origin: 'release' }];
  if (options.installed) roots.push({ path: resolve(options.installed), origin: 'installed' });
  const keys = [join(folder, 'keys'), ...(options.keys ?? [])];
  return new RegistryOnDisk(roots, schemas, keys, await scan(roots, schemas, () => false, keys));
}

class RegistryOnDisk implements Registry {
  readonly root: string;
  readonly installedRoot: string | null;
  /** Readings of the folders, one after the other: a later one must not be overtaken by an earlier one. */
  private reading: Promise<unknown> = Promise.resolve();
  /** A reload that has not begun yet: who asks now may wait for it. */
  private nextReload: Promise<void> | null = null;

  constructor(
    private readonly roots: readonly Root[],
    private readonly schemas: RecordSchemas,
    private readonly keys: readonly string[],
    private snapshot: Snapshot,
  ) {
    this.root = roots[0].path;
    this.installedRoot = roots.find(({ origin }) => origin === 'installed')?.path ?? null;
  }

  list(): CheckpointEntry[] {
    return [...this.snapshot.checkpoints];
  }

  show(reference: string): CheckpointEntry {
    const [entry] = this.versionsOf(reference);
    if (entry) return entry;
    throw unknown(
      'checkpoint',
      reference,
      this.snapshot.checkpoints.map((existing) => existing.reference),
    );
  }

  checkpoint(reference: string): ReadyCheckpoint {
    const entry = this.show(reference);
    if (isReady(entry)) return entry;
    const sound = this.versionsOf(`${entry.domain}/${entry.name}`).filter(isReady);
    throw quarantined(
      'checkpoint',
      entry.reference,
      entry.problems,
      sound.map((other) => other.reference),
    );
  }

  candidates(domain: Domain): ReadyCheckpoint[] {
    return this.snapshot.checkpoints.filter(isReady).filter((entry) => entry.domain === domain);
  }

  licences(reference: string): CheckpointLicences {
    return licencesOf(this.lineage(this.checkpoint(reference)), this.snapshot.shelf, this.snapshot.assets);
  }

  async verifiedModelPath(reference: string): Promise<string> {
    return (await this.verifiedModels(reference)).model;
  }

  async verifiedModels(reference: string): Promise<{ model: string; upscaler: string | null }> {
    const { folder, record, recordDigest, ...entry } = this.checkpoint(reference);
    const problems = await sealProblems(checkpointSeal(folder, record, recordDigest), true);
    if (problems.length > 0) {
      this.quarantine(entry.reference, problems);
      throw quarantined('checkpoint', entry.reference, problems);
    }
    const { model, upscaler } = record;
    return { model: join(folder, model), upscaler: upscaler ? join(folder, upscaler.model) : null };
  }

  async verify(reference?: string): Promise<VerificationReport> {
    const only = reference === undefined ? null : this.show(reference).folder;
    const others =
      only === null ? [] : [...this.snapshot.checkpoints, ...this.auxiliaries(), ...this.assets()];
    const skipped = new Set(others.map(({ folder }) => folder).filter((folder) => folder !== only));
    await this.read((folder) => !skipped.has(folder));
    const { checkpoints, shadowed, auxiliaries, assets, shelf } = this.snapshot;
    if (reference === undefined) {
      return report({
        checkpoints: [...checkpoints, ...shadowed],
        datasets: [...shelf.datasets, ...shelf.shadowed],
        auxiliaries: auxiliaries.map(({ entry }) => entry),
        assets,
      });
    }
    const entry = this.show(reference);
    const uses = shelf.uses(entry.record?.datasets ?? []).map(({ dataset }) => dataset);
    const datasets = shelf.datasets.filter(({ record }) => record && uses.includes(record));
    return report({ checkpoints: [entry], datasets, auxiliaries: [], assets: [] });
  }

  reload(): Promise<void> {
    return (this.nextReload ??= this.read(
      () => false,
      () => (this.nextReload = null),
    ));
  }

  async examine(folder: string, datasets: readonly string[] = []): Promise<Examination> {
    const { shelf, checkpoints } = this.snapshot;
    const against = { shelf, checkpoints, schemas: this.schemas, trust: await readTrust(this.keys) };
    const { entry, loaded, shelf: both } = await examine(folder, datasets, against);
    const licences = isReady(entry) ? licencesOf(this.lineage(entry), both, this.snapshot.assets) : null;
    return { entry, datasets: loaded, licences };
  }

  datasets(): RegistryDataset[] {
    return [...this.snapshot.shelf.datasets];
  }

  dataset(reference: string): RegistryDataset {
    return this.snapshot.shelf.get(reference);
  }

  assets(): AssetEntry[] {
    return [...this.snapshot.assets];
  }

  auxiliaries(): AuxiliaryEntry[] {
    return this.snapshot.auxiliaries.map(({ entry }) => entry);
  }

  async auxiliary(reference: string): Promise<VerifiedAuxiliary> {
    const all = this.snapshot.auxiliaries;
    const found = all.find(({ entry }) => [entry.name, entry.reference].includes(reference));
    if (!found)
      throw unknown(
        'auxiliary',
        reference,
        all.map(({ entry }) => entry.reference),
      );
    const { entry, seal } = found;
    const problems = entry.state === 'ready' && seal ? await sealProblems(seal, true) : entry.problems;
    if (problems.length > 0) throw quarantined('auxiliary', entry.reference, problems);
    return verifiedAuxiliary(entry);
  }

  private read(fresh: (folder: string) => boolean, begun: () => void = () => undefined): Promise<void> {
    const reading = this.reading.then(async () => {
      begun();
      this.snapshot = await scan(this.roots, this.schemas, fresh, this.keys);
    });
    this.reading = reading.catch(() => undefined);
    return reading;
  }

  /** Versions that a reference may mean, the highest first. */
  private versionsOf(reference: string): CheckpointEntry[] {
    const { domain, name, version, alias } = parseReference(reference);
    if (alias !== null) throw aliasUnresolved(reference);
    return this.snapshot.checkpoints.filter(
      (entry) =>
        entry.domain === domain && entry.name === name && (version === null || entry.version === version),
    );
  }

  /** The checkpoint and all it derives from, each once. */
  private lineage(checkpoint: ReadyCheckpoint): ReadyCheckpoint[] {
    const lineage = [checkpoint];
    // The list grows while it is walked.
    for (const entry of lineage) {
      const parents = parentsOf(entry.record).map((parent) => this.checkpoint(parent.reference));
      lineage.push(...parents.filter((parent) => !lineage.includes(parent)));
    }
    return lineage;
  }

  private quarantine(reference: string, problems: Problem[]): void {
    const checkpoints = this.snapshot.checkpoints.map((entry) =>
      entry.reference === reference ? { ...entry, state: 'quarantined' as const, problems } : entry,
    );
    this.snapshot = { ...this.snapshot, checkpoints };
  }
}

function isReady(entry: CheckpointEntry): entry is ReadyCheckpoint {
  return entry.state === 'ready';
}

function verifiedAuxiliary({ reference, folder, record }: AuxiliaryEntry): VerifiedAuxiliary {
  if (!record) throw new Error('A ready auxiliary has a record.');
  return {
    reference,
    record,
    folder,
    path(file) {
      if (record.files.some(({ path }) => path === file)) return join(folder, file);
      const message = `The auxiliary ${reference} has no file ${file}.`;
      const hint = `It has: ${record.files.map(({ path }) => path).join(', ')}.`;
      throw new MaquetteError('not-found', 'auxiliary-file-unknown', message, { hint });
    },
  };
}
