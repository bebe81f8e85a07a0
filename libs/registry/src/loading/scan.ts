import { DOMAINS } from '@maquette/kernel';
import type { Problem, RecordSchemas } from '@maquette/provenance';
import { parentsOf } from '../records/parents';
import { compareVersions } from '../reference';
import type { AssetEntry, AuxiliaryEntry, CheckpointEntry, EntryState } from '../registry';
import { readTrust } from '../signing/trust-folder';
import { DatasetShelf } from './dataset-shelf';
import { foldersAt } from './folders';
import { loadAsset } from './load-asset';
import { loadAuxiliary } from './load-auxiliary';
import { CHECKPOINT_FILE, loadCheckpoint } from './load-checkpoint';
import { referenceTaken, type Root } from './roots';
import type { Seal } from './seal';

/** What a registry held when it was last read. */
export interface Snapshot {
  shelf: DatasetShelf;
  checkpoints: CheckpointEntry[];
  /** Installed versions whose reference the release has, too: never used. */
  shadowed: CheckpointEntry[];
  auxiliaries: { entry: AuxiliaryEntry; seal: Seal | null }[];
  assets: AssetEntry[];
}

/**
 * Reads and verifies everything (auxiliaries and assets from the release alone); one folder after the other, so that only one model is in memory at a time.
 * @param fresh folders whose files are hashed again even if they look unchanged
 * @param keyFolders public keys and authorities whose signatures count
 */
export async function scan(
  roots: readonly Root[],
  schemas: RecordSchemas,
  fresh: (folder: string) => boolean,
  keyFolders: readonly string[],
): Promise<Snapshot> {
  const trust = await readTrust(keyFolders);
  const shelf = await DatasetShelf.load(roots, schemas, fresh);
  const found: CheckpointEntry[] = [];
  for (const { path, origin } of roots) {
    for (const domain of DOMAINS) {
      for (const folder of await foldersAt(path, domain, 2)) {
        found.push(await loadCheckpoint(folder, schemas, shelf, fresh(folder), origin, trust));
      }
    }
  }
  const { checkpoints, shadowed } = firstOfEach(found);
  const auxiliaries: Snapshot['auxiliaries'] = [];
  const assets: AssetEntry[] = [];
  for (const { path } of roots.filter(({ origin }) => origin === 'release')) {
    for (const folder of await foldersAt(path, 'auxiliary', 2)) {
      auxiliaries.push(await loadAuxiliary(folder, schemas, fresh(folder)));
    }
    for (const folder of await foldersAt(path, 'assets', 2)) {
      assets.push(await loadAsset(folder, schemas, fresh(folder)));
    }
  }
  quarantineOrphans(checkpoints);
  checkpoints.sort(byReference);
  auxiliaries.sort((a, b) => byName(a.entry, b.entry));
  assets.sort(byName);
  return { shelf, checkpoints, shadowed, auxiliaries, assets };
}

/** Roots are read in the order of their rank: what comes second under a reference is left aside. */
function firstOfEach(found: CheckpointEntry[]): Pick<Snapshot, 'checkpoints' | 'shadowed'> {
  const checkpoints = new Map<string, CheckpointEntry>();
  const shadowed: CheckpointEntry[] = [];
  for (const entry of found) {
    if (!checkpoints.has(entry.reference)) checkpoints.set(entry.reference, entry);
    else shadowed.push(setAside(entry));
  }
  return { checkpoints: [...checkpoints.values()], shadowed };
}

function setAside(entry: CheckpointEntry): CheckpointEntry {
  const state: EntryState = 'quarantined';
  return { ...entry, state, problems: [referenceTaken(entry.reference, CHECKPOINT_FILE)] };
}

/** A checkpoint whose parent cannot be relied on has an unknown origin, and so have its own descendants. */
function quarantineOrphans(checkpoints: CheckpointEntry[]): void {
  const byReference = new Map(checkpoints.map((entry) => [entry.reference, entry]));
  let changed = true;
  while (changed) {
    changed = false;
    for (const entry of checkpoints.filter(({ state }) => state === 'ready')) {
      const problems = parentProblems(entry, byReference);
      if (problems.length === 0) continue;
      entry.state = 'quarantined';
      entry.problems.push(...problems);
      changed = true;
    }
  }
}

/** What stands against the parents of a checkpoint, among the entries given by reference. */
export function parentProblems(
  { record }: CheckpointEntry,
  entries: ReadonlyMap<string, CheckpointEntry>,
): Problem[] {
  const parents = record ? parentsOf(record).map(({ reference }) => reference) : [];
  const lost = parents.filter((parent) => entries.get(parent)?.state !== 'ready');
  return lost.map((parent) => parentMissing(parent, entries.has(parent)));
}

function parentMissing(parent: string, present: boolean): Problem {
  return {
    code: 'parent-missing',
    file: CHECKPOINT_FILE,
    message: `It derives from ${parent}, which is ${present ? 'quarantined' : 'not in the registry'}; its origin cannot be shown.`,
    remedy: `Restore ${parent} in the registry.`,
  };
}

function byReference(a: CheckpointEntry, b: CheckpointEntry): number {
  const order = DOMAINS.indexOf(a.domain) - DOMAINS.indexOf(b.domain);
  return order || byName(a, b);
}

function byName(a: { name: string; version: string }, b: { name: string; version: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : compareVersions(b.version, a.version);
}
