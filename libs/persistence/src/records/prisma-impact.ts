import type { Digest } from '@maquette/kernel';
import { Prisma } from '../client/client';
import type { Database, Transaction } from '../database';
import { findRevisions } from './find-datasets';

/** How much depends on a dataset. What was only measured with it does not: it is in no weights. */
export interface ImpactCounts {
  /** Revisions of records that the reference covers. */
  revisions: Digest[];
  /** Records of datasets that derive from it, however indirectly. */
  derivedDatasets: number;
  checkpoints: number;
  /** Checkpoints that were tested with it, and not trained. */
  measuredOnly: number;
  generations: number;
  artefacts: number;
}

export interface ImpactCheckpoint {
  /** `architecture/daylight@1.0.0` */
  reference: string;
  recordDigest: Digest;
  checkpointDigest: Digest;
  /** `train`, or `derived` when it came through another dataset or a parent checkpoint. */
  roles: string[];
  superseded: boolean;
}

export interface ImpactGeneration {
  id: string;
  state: string;
  checkpoint: string;
  createdAt: Date;
  /** Taken from the lists; its record is kept. */
  removed: boolean;
}

export interface ImpactArtefact {
  id: string;
  generationId: string;
  kind: string;
  digest: Digest;
  mediaType: string;
  createdAt: Date;
}

export interface ImpactItems {
  checkpoints: ImpactCheckpoint;
  generations: ImpactGeneration;
  artefacts: ImpactArtefact;
}
export type ImpactKind = keyof ImpactItems;
export const IMPACT_KINDS = ['checkpoints', 'generations', 'artefacts'] as const satisfies ImpactKind[];

export interface ImpactPage<Kind extends ImpactKind> {
  items: ImpactItems[Kind][];
  next: string | null;
}

/**
 * Which checkpoints, generations and artefacts used a dataset: the way from a licence to the pictures. The same before and
 * after a revocation. Errors of every call: `dataset-unknown` (not-found).
 */
export class PrismaImpact {
  constructor(private readonly database: Database) {}

  counts(reference: string): Promise<ImpactCounts> {
    return this.database.run(async (client) => {
      const revisions = await digestsOf(client, reference);
      const dependent = await dependentRecords(client, revisions);
      const [counts] = await client.$queryRaw<Omit<ImpactCounts, 'revisions' | 'checkpoints'>[]>`
        WITH RECURSIVE derived AS (
          SELECT dataset_digest FROM dataset_source WHERE source_digest = ANY(${revisions})
          UNION SELECT further.dataset_digest FROM dataset_source further JOIN derived ON source_digest = derived.dataset_digest
        ), made AS (
          SELECT generation.id FROM route_decision JOIN generation ON generation.decision_id = route_decision.id
          WHERE route_decision.record_digest = ANY(${dependent})
        )
        SELECT
          (SELECT count(*) FROM derived)::integer AS "derivedDatasets",
          (SELECT count(DISTINCT record_digest) FROM dataset_use
           WHERE dataset_digest = ANY(${revisions}) AND NOT record_digest = ANY(${dependent}))::integer AS "measuredOnly",
          (SELECT count(*) FROM made)::integer AS generations,
          (SELECT count(*) FROM artefact JOIN made ON made.id = artefact.generation_id)::integer AS artefacts`;
      return { revisions, checkpoints: dependent.length, ...counts };
    });
  }

  /** A page of what depends on it, in the order of ids; `after` is `next` of the page before. */
  async page<Kind extends ImpactKind>(
    reference: string,
    kind: Kind,
    { after = '', limit }: { after?: string; limit: number },
  ): Promise<ImpactPage<Kind>> {
    const rows = await this.database.run(async (client) => {
      const revisions = await digestsOf(client, reference);
      return client.$queryRaw<({ place: string } & ImpactItems[Kind])[]>(
        QUERIES[kind](revisions, await dependentRecords(client, revisions), after, limit + 1),
      );
    });
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? page[page.length - 1].place : null;
    return { items: page.map(({ place: _place, ...item }) => item as unknown as ImpactItems[Kind]), next };
  }

  /** All of it, page by page. */
  async *all<Kind extends ImpactKind>(reference: string, kind: Kind): AsyncGenerator<ImpactItems[Kind]> {
    let after: string | undefined;
    do {
      const page: ImpactPage<Kind> = await this.page(reference, kind, { after, limit: 1_000 });
      yield* page.items;
      after = page.next ?? undefined;
    } while (after !== undefined);
  }
}

type Query = (revisions: Digest[], dependent: Digest[], after: string, limit: number) => Prisma.Sql;

/**
 * What depends on the dataset is found first and sorted then (MATERIALIZED): walked in the order of ids, all that other
 * checkpoints made would be read on the way.
 */
const QUERIES: Record<ImpactKind, Query> = {
  checkpoints: (revisions, dependent, after, limit) => Prisma.sql`
    SELECT record_digest AS place, checkpoint_id || '@' || version AS reference, record_digest AS "recordDigest",
      checkpoint_digest AS "checkpointDigest", superseded_at IS NOT NULL AS superseded,
      ARRAY(SELECT DISTINCT role FROM dataset_use
            WHERE dataset_use.record_digest = checkpoint_version.record_digest
              AND dataset_digest = ANY(${revisions}) AND role <> 'test' ORDER BY role) AS roles
    FROM checkpoint_version WHERE record_digest = ANY(${dependent}) AND record_digest > ${after}
    ORDER BY record_digest LIMIT ${limit}`,
  generations: (_, dependent, after, limit) => Prisma.sql`
    WITH found AS MATERIALIZED (
      SELECT generation.id AS place, generation.id, generation.state, generation.checkpoint,
        generation.created_at AS "createdAt", generation.removed_at IS NOT NULL AS removed
      FROM route_decision JOIN generation ON generation.decision_id = route_decision.id
      WHERE route_decision.record_digest = ANY(${dependent}) AND generation.id > ${after}
    )
    SELECT * FROM found ORDER BY place LIMIT ${limit}`,
  artefacts: (_, dependent, after, limit) => Prisma.sql`
    WITH made AS MATERIALIZED (
      SELECT generation.id FROM route_decision JOIN generation ON generation.decision_id = route_decision.id
      WHERE route_decision.record_digest = ANY(${dependent})
    ), found AS MATERIALIZED (
      SELECT artefact.id AS place, artefact.id, artefact.generation_id AS "generationId", artefact.kind, artefact.digest,
        artefact.media_type AS "mediaType", artefact.created_at AS "createdAt"
      FROM made JOIN artefact ON artefact.generation_id = made.id WHERE artefact.id > ${after}
    )
    SELECT * FROM found ORDER BY place LIMIT ${limit}`,
};

async function digestsOf(client: Transaction, reference: string): Promise<Digest[]> {
  return (await findRevisions(client, reference)).map(({ digest }) => digest);
}

/**
 * Records of checkpoints in whose weights the dataset is. What came through other datasets and through parent checkpoints
 * was written down when the checkpoint was registered.
 */
async function dependentRecords(client: Transaction, revisions: readonly Digest[]): Promise<Digest[]> {
  const rows = await client.$queryRaw<{ record_digest: Digest }[]>`
    SELECT DISTINCT record_digest FROM dataset_use WHERE dataset_digest = ANY(${revisions}) AND role <> 'test'`;
  return rows.map(({ record_digest }) => record_digest);
}
