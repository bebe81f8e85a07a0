import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@maquette/access';
import { digestOf } from '@maquette/kernel';
import {
  PrismaDatasetRecords,
  PrismaImpact,
  PrismaRegistrations,
  type CheckpointRegistration,
  type DatasetRegistration,
} from '@maquette/persistence';
import { checkpoint, dataset } from './support/records';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres with 10,000 dependent artefacts among 12,000; the one that decides is a process of its own.
let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let records: PrismaDatasetRecords;
let impact: PrismaImpact;

const OPERATOR: Actor = { name: 'olaf', roles: ['operator'] };

const named = (id: string, sources: DatasetRegistration['sources'] = []): DatasetRegistration => ({
  ...dataset,
  id,
  digest: digestOf(id),
  sources,
});
const [photos, crops, others] = [named('photos'), named('crops', [digestOf('photos')]), named('others')];

const using = (
  name: string,
  ...uses: [DatasetRegistration, 'train' | 'test' | 'derived'][]
): CheckpointRegistration => ({
  ...checkpoint,
  name,
  recordDigest: digestOf(`${name} record`),
  checkpointDigest: digestOf(`${name} files`),
  uses: uses.map(([{ digest }, role]) => ({ datasetDigest: digest, role })),
});
const direct = using('direct', [photos, 'train'], [others, 'train']);
const indirect = using('indirect', [crops, 'train'], [photos, 'derived']);
const measured = using('measured', [others, 'train'], [photos, 'test']);
const apart = using('apart', [others, 'train']);

beforeAll(async () => {
  scratch = await migratedDatabase();
  records = new PrismaDatasetRecords(scratch.database);
  impact = new PrismaImpact(scratch.database);
  await new PrismaRegistrations(scratch.database).register({
    datasets: [photos, crops, others],
    checkpoints: [direct, indirect, measured, apart],
  });
  await generate(direct, 1_000, 3); // a video, a poster and a scene each
  await generate(indirect, 1_000, 7);
  await generate(measured, 500, 3);
  await generate(apart, 250, 2);
});
afterAll(() => scratch?.drop());

const KINDS = `(ARRAY['video', 'poster', 'scene', 'frame'])[least(n, 4)]`;

async function generate(
  { name, recordDigest, checkpointDigest }: CheckpointRegistration,
  count: number,
  each: number,
) {
  const reference = `architecture/${name}@1.0.0`;
  await scratch.sql(
    `INSERT INTO route_decision (id, outcome, domain, confidence, checkpoint, checkpoint_digest, record_digest, pool, reasons, candidates)
     SELECT 'dec_${name}_' || n, 'classified', 'architecture', 1, $1, $2, $3, 'cpu', '{}', '[]' FROM generate_series(1, ${count}) n`,
    [reference, checkpointDigest, recordDigest],
  );
  await scratch.sql(
    `INSERT INTO generation (id, state, lease_epoch, request, scene, decision_id, pool, checkpoint, frames_total, frames_done, completed_at)
     SELECT 'gen_${name}_' || lpad(n::text, 5, '0'), 'completed', 1, '{}', '{}', 'dec_${name}_' || n, 'cpu', $1, 1, 1, now()
     FROM generate_series(1, ${count}) n`,
    [reference],
  );
  await scratch.sql(
    `INSERT INTO artefact (id, generation_id, kind, digest, media_type, bytes, frame, lease_epoch, credential)
     SELECT 'art_' || generation.id || '_' || n, generation.id, ${KINDS}, $1, 'video/mp4', 1, CASE WHEN n > 3 THEN n END, 1, CASE WHEN n <> 3 THEN 'urn:c2pa:' || gen_random_uuid() END
     FROM generation, generate_series(1, ${each}) n WHERE generation.checkpoint = $2`,
    [digestOf('a clip'), reference],
  );
}

/** Everything that used the dataset, counted without any of our queries. */
async function counted(id: string): Promise<Record<string, number>> {
  const [row] = await scratch.sql(
    `WITH RECURSIVE used AS (
       SELECT digest FROM dataset WHERE dataset_id = $1
     ), checkpoints AS (
       SELECT record_digest FROM checkpoint_version v WHERE EXISTS (
         SELECT FROM dataset_use u WHERE u.record_digest = v.record_digest AND u.role IN ('train', 'derived')
           AND u.dataset_digest IN (SELECT digest FROM used))
     ), generations AS (
       SELECT id FROM generation WHERE decision_id IN (
         SELECT id FROM route_decision WHERE record_digest IN (SELECT record_digest FROM checkpoints))
     )
     SELECT (SELECT count(*)::integer FROM checkpoints) AS checkpoints,
            (SELECT count(*)::integer FROM generations) AS generations,
            (SELECT count(*)::integer FROM artefact WHERE generation_id IN (SELECT id FROM generations)) AS artefacts`,
    [id],
  );
  return row as Record<string, number>;
}

async function idsOf(reference: string, kind: 'generations' | 'artefacts'): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of impact.all(reference, kind)) ids.push(id);
  return ids;
}

describe('the impact report', () => {
  it('counts what depends on a dataset, however indirectly, and not what was measured with it', async () => {
    const counts = await impact.counts('photos');
    expect(counts).toEqual({
      revisions: [photos.digest],
      derivedDatasets: 1,
      checkpoints: 2,
      measuredOnly: 1,
      generations: 2_000,
      artefacts: 10_000,
    });
    expect(await counted('photos')).toEqual({ checkpoints: 2, generations: 2_000, artefacts: 10_000 });
    expect(await impact.counts('crops')).toMatchObject({
      derivedDatasets: 0,
      checkpoints: 1,
      artefacts: 7_000,
    });
  });

  it('lists every one of them once, page by page', async () => {
    const { items } = await impact.page('photos', 'checkpoints', { limit: 10 });
    expect(new Map(items.map(({ reference, roles }) => [reference, roles]))).toEqual(
      new Map([
        ['architecture/direct@1.0.0', ['train']],
        ['architecture/indirect@1.0.0', ['derived']],
      ]),
    );
    const artefacts = await idsOf('photos', 'artefacts');
    const expected = await scratch.sql(
      "SELECT id FROM artefact WHERE generation_id LIKE 'gen_direct%' OR generation_id LIKE 'gen_indirect%'",
    );
    expect(new Set(artefacts)).toEqual(new Set(expected.map(({ id }) => id)));
    expect(artefacts).toHaveLength(10_000);
    expect(await idsOf('photos', 'generations')).toHaveLength(2_000);
  });

  it('does not know what is not there', async () => {
    await expect(impact.counts('nothing')).rejects.toMatchObject({ code: 'dataset-unknown' });
    await expect(impact.page('photos@9.0.0', 'artefacts', { limit: 1 })).rejects.toMatchObject({
      code: 'dataset-unknown',
    });
  });
});

describe('revoking a dataset', () => {
  it('is known to a deciding process from its first decision after the commit on; the report stays complete', async () => {
    const decider = fork(join(__dirname, 'support/decide-licences.ts'), [scratch.url, photos.digest], {
      execArgv: ['-r', join(__dirname, 'support/load-typescript.cjs')],
    });
    try {
      for (let i = 0; i < 5; i++) expect(await decision(decider)).toEqual({ allowed: true });
      await records.revoke(OPERATOR, 'photos', 'The photographer took the licence back.');
      // The very next decision, in another process with a pool of its own.
      const refused = await decision(decider);
      expect(refused).toMatchObject({ allowed: false, outcome: 'not-in-force' });
      expect(refused.reason).toMatch(/photos was revoked on .*: The photographer took the licence back\.$/);
      for (let i = 0; i < 5; i++) expect(await decision(decider)).toMatchObject({ allowed: false });
    } finally {
      decider.kill();
    }
    const { checkpoints, generations, artefacts } = await impact.counts('photos');
    expect({ checkpoints, generations, artefacts }).toEqual(await counted('photos'));
    expect(await idsOf('photos', 'artefacts')).toHaveLength(10_000);
  });
});

interface Decision {
  allowed: boolean;
  outcome?: string;
  reason?: string;
}

async function decision(decider: ChildProcess): Promise<Decision> {
  const listening = new AbortController();
  try {
    const answer = once(decider, 'message', { signal: listening.signal });
    const ended = once(decider, 'exit', { signal: listening.signal });
    decider.send('decide');
    ended.catch(() => undefined);
    const [message] = await Promise.race([answer, ended]);
    if (typeof message !== 'object') throw new Error('The deciding process ended.');
    return message as Decision;
  } finally {
    listening.abort();
  }
}
