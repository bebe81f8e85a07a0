import type { Readable } from 'node:stream';
import { join } from 'node:path';
import { requirePermission, type Actor } from '@maquette/access';
import { MaquetteError, digestOf, type ObjectStore } from '@maquette/kernel';
import type {
  DatasetEntry,
  EvidenceEntry,
  PrismaDatasetRecords,
  PrismaEvidence,
} from '@maquette/persistence';
import {
  RecordSchemas,
  checkDataset,
  recordOfIntake,
  type DatasetRecord,
  type Problem,
} from '@maquette/provenance';
import type { InstalledFolders } from '../installed/installed-folders';
import { datasetRegistration } from '../register-registry';

const FILE = 'dataset.json';

export interface DeskParts {
  /** Folder of the release's registry: its schemas judge what comes in. */
  registryRoot: string;
  datasets: PrismaDatasetRecords;
  evidence: PrismaEvidence;
  store: ObjectStore;
  installed: Pick<InstalledFolders, 'catchUp'>;
}

/** Where dataset records and their evidence come in: what needs the files as well as the rows. */
export class DatasetDesk {
  private schemas: Promise<RecordSchemas> | null = null;

  constructor(private readonly parts: DeskParts) {}

  /**
   * Enters a record as a draft, given as an intake form or as a record of our own. Its bytes are stored under their digest.
   * Errors: `permission-missing` (refused), `intake-incomplete`, `intake-unsupported`, `record-invalid` (bad-input), and
   * those of PrismaDatasetRecords.draft.
   */
  async draft(by: Actor, document: unknown): Promise<DatasetEntry> {
    requirePermission(by, 'dataset.draft');
    const record = isRecord(document) ? document : recordOfIntake(document);
    await this.assertSound(record);
    // The row keeps these very bytes, too: JSON columns are not reformatted.
    const text = JSON.stringify(record);
    const { digest } = await this.parts.store.putBytes(Buffer.from(text), digestOf(text));
    return this.parts.datasets.draft(by, datasetRegistration(record, digest));
  }

  /** From then on the record stands, on every machine. Errors: those of PrismaDatasetRecords.approve. */
  async approve(by: Actor, reference: string): Promise<DatasetEntry> {
    const approved = await this.parts.datasets.approve(by, reference);
    await this.parts.installed.catchUp();
    return approved;
  }

  /**
   * Stores a file for a dataset, once and for good, before the record that names it comes in or after.
   * Errors: `permission-missing` (refused), `evidence-empty` (bad-input), `store-full`, `store-unreachable` (unavailable).
   */
  async storeEvidence(
    by: Actor,
    { path, ...about }: { path: string; datasetId: string; mediaType: string; description: string },
  ): Promise<EvidenceEntry> {
    requirePermission(by, 'dataset.draft');
    const stored = await this.parts.store.putFile(path);
    if (stored.bytes === 0)
      throw new MaquetteError('bad-input', 'evidence-empty', 'The file has no content.');
    return this.parts.evidence.enter(by, { ...about, ...stored });
  }

  /**
   * Hands out a file of evidence; that somebody read it is recorded first.
   * Errors: those of PrismaEvidence.open, `object-not-found` (not-found), `store-unreachable` (unavailable).
   */
  async readEvidence(
    by: Actor,
    datasetId: string,
    digest: string,
  ): Promise<{ entry: EvidenceEntry; content: Readable }> {
    const entry = await this.parts.evidence.open(by, datasetId, digest);
    return { entry, content: await this.parts.store.read(entry.digest) };
  }

  private async assertSound(record: DatasetRecord): Promise<void> {
    const schemas = await (this.schemas ??= RecordSchemas.load(join(this.parts.registryRoot, 'schema')));
    const misshapen = schemas.check('dataset', record, FILE);
    const problems =
      misshapen.length > 0 ? misshapen : [...checkDataset(record), ...(await this.unknownSources(record))];
    if (problems.length > 0) throw invalid(problems);
  }

  /** A dataset whose sources are not known here could hide what it was made from. */
  private async unknownSources({ derivedFrom }: DatasetRecord): Promise<Problem[]> {
    const problems: Problem[] = [];
    for (const { id, version, digest } of derivedFrom) {
      const known = await this.parts.datasets.show(digest).catch((error: unknown) => {
        if (error instanceof MaquetteError && error.kind === 'not-found') return null;
        throw error;
      });
      if (known?.id === id && known.version === version) continue;
      const message = `It derives from ${id}@${version} (${digest}), which is not known here.`;
      const remedy = 'Bring that dataset in first, and name the digest of its record.';
      problems.push({ code: 'dataset-missing', file: FILE, message, remedy });
    }
    return problems;
  }
}

function isRecord(document: unknown): document is DatasetRecord {
  return typeof document === 'object' && document !== null && 'schema' in document;
}

function invalid(problems: Problem[]): MaquetteError {
  const message = problems.map((problem) => problem.message).join(' ');
  return new MaquetteError('bad-input', 'record-invalid', `The record cannot be relied on. ${message}`, {
    hint: problems[0].remedy,
    details: { problems },
  });
}
