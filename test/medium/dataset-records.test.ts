import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RELEASE, type Actor, type Role } from '@maquette/access';
import { digestOf } from '@maquette/kernel';
import {
  PrismaAuditTrail,
  PrismaDatasetRecords,
  PrismaEvidence,
  PrismaRegistrations,
  PrismaStanding,
  type DatasetRegistration,
} from '@maquette/persistence';
import { evaluateTerms } from '@maquette/provenance';
import { exampleDataset } from '../fixtures/registry/build-registry';
import { dataset as shipped } from './support/records';
import { migratedDatabase } from './support/scratch-database';

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let records: PrismaDatasetRecords;
let evidence: PrismaEvidence;

const person = (name: string, ...roles: Role[]): Actor => ({ name, roles });
const [ANA, BEN, CLEO] = ['ana', 'ben', 'cleo'].map((name) => person(name, 'licensing'));
const OPERATOR = person('olaf', 'operator');

beforeAll(async () => {
  scratch = await migratedDatabase();
  records = new PrismaDatasetRecords(scratch.database);
  evidence = new PrismaEvidence(scratch.database);
});
afterAll(() => scratch?.drop());

let serial = 0;
let id: string;
beforeEach(() => (id = `rooms-${++serial}`));

function registration(over: Partial<DatasetRegistration> & { title?: string } = {}): DatasetRegistration {
  const record = exampleDataset({ id, version: over.version ?? '1.0.0', title: over.title ?? 'Rooms' });
  const text = JSON.stringify(record);
  const { version, title, licence } = record;
  const grants = record.grants.map((terms) => ({
    id: terms.id,
    licensor: terms.licensor.name,
    licensee: terms.licensee.name,
    licence: terms.licence,
    terms,
  }));
  return { id, version, title, licence, issuer: 'Maquette', digest: digestOf(text), record, grants, ...over };
}

async function enterEvidence(): Promise<void> {
  for (const { digest, bytes, mediaType, description } of exampleDataset().evidence)
    await evidence.enter(ANA, { datasetId: id, digest, bytes, mediaType, description });
}

async function submitted(by: Actor = ANA): Promise<string> {
  await enterEvidence();
  const { digest } = await records.draft(by, registration());
  await records.submit(by, digest);
  return digest;
}

const kinds = async (subject = id) =>
  (await new PrismaAuditTrail(scratch.database).page({ limit: 100, subject })).map(({ kind }) => kind);

describe('a dataset record', () => {
  it('goes from draft to approved through two people, each act in the audit log', async () => {
    await enterEvidence();
    const drafted = await records.draft(ANA, registration());
    expect(drafted).toMatchObject({ state: 'draft', revision: 1, authors: ['ana'], drafted: { by: 'ana' } });
    expect(await records.submit(ANA, id)).toMatchObject({ state: 'submitted', submitted: { by: 'ana' } });
    expect(await records.approve(BEN, `${id}@1.0.0`)).toMatchObject({
      state: 'approved',
      approved: { by: 'ben' },
    });
    expect(await kinds()).toEqual([
      'evidence.stored',
      'dataset.drafted',
      'dataset.submitted',
      'dataset.approved',
    ]);
    const [{ same }] = await scratch.sql(
      `SELECT 'sha256:' || encode(sha256(convert_to(record::text, 'UTF8')), 'hex') = digest AS same FROM dataset WHERE dataset_id = $1`,
      [id],
    );
    expect(same).toBe(true); // the row keeps the very bytes
  });

  it('is approved by nobody who drafted or submitted it, in this revision or one before', async () => {
    await enterEvidence();
    await records.draft(ANA, registration());
    await records.draft(BEN, registration({ title: 'Rooms, corrected' })); // Ben's correction of Ana's record
    await records.submit(CLEO, id);
    for (const actor of [ANA, BEN, CLEO]) {
      await expect(records.approve(actor, id), actor.name).rejects.toMatchObject({
        kind: 'refused',
        code: 'second-person-needed',
      });
    }
    await expect(records.approve(person('dora', 'licensing'), id)).resolves.toMatchObject({
      state: 'approved',
    });
  });

  it('comes back as a new revision when it is rejected', async () => {
    const first = await submitted();
    const rejected = await records.reject(BEN, first, 'The licensor is missing.');
    expect(rejected).toMatchObject({
      state: 'rejected',
      rejected: { by: 'ben', reason: 'The licensor is missing.' },
    });
    await expect(records.draft(ANA, registration())).rejects.toMatchObject({ code: 'dataset-known' });
    const second = await records.draft(ANA, registration({ title: 'Rooms, corrected' }));
    expect(second).toMatchObject({ revision: 2, state: 'draft' });
    const revisions = await records.revisions(id);
    expect(
      revisions.map(({ revision, state, supersededAt }) => [revision, state, supersededAt !== null]),
    ).toEqual([
      [2, 'draft', false],
      [1, 'rejected', true],
    ]);
    await expect(records.submit(ANA, first)).rejects.toMatchObject({ code: 'dataset-superseded' });
  });

  it('is not submitted before its evidence is there', async () => {
    await records.draft(ANA, registration());
    await expect(records.submit(ANA, id)).rejects.toMatchObject({
      code: 'evidence-not-stored',
      message: expect.stringContaining('LICENCE.txt'),
    });
    await enterEvidence();
    await expect(records.submit(ANA, id)).resolves.toMatchObject({ state: 'submitted' });
  });

  it('keeps its version number once it was approved, revoked or not', async () => {
    await records.approve(BEN, await submitted());
    const other = () => records.draft(ANA, registration({ title: 'Other' }));
    await expect(other()).rejects.toMatchObject({ kind: 'conflict', code: 'dataset-version-taken' });
    await records.revoke(OPERATOR, id, 'The licensor withdrew.');
    await expect(other()).rejects.toMatchObject({ code: 'dataset-version-taken' });
    await expect(records.draft(ANA, registration({ version: '1.0.1' }))).resolves.toMatchObject({
      state: 'draft',
    });
  });

  it('is revoked by one person, in all its versions or one, and not twice', async () => {
    await records.approve(BEN, await submitted());
    await records.draft(ANA, registration({ version: '2.0.0' }));
    const revoked = await records.revoke(ANA, id, 'Withdrawn by the licensor.');
    expect(revoked.map(({ version, state }) => [version, state])).toEqual([
      ['2.0.0', 'revoked'],
      ['1.0.0', 'revoked'],
    ]);
    await expect(records.revoke(ANA, id, 'Again.')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'dataset-state',
    });
    for (const act of [records.submit(ANA, `${id}@2.0.0`), records.approve(BEN, `${id}@1.0.0`)])
      await expect(act).rejects.toMatchObject({ code: 'dataset-state' });
    const trail = await new PrismaAuditTrail(scratch.database).page({ limit: 100, subject: id });
    expect(JSON.stringify(trail.map(({ leaf }) => leaf))).not.toContain('Withdrawn by the licensor.');
  });

  it.each([
    ['draft', (by: Actor) => records.draft(by, registration()), 'dataset.draft'],
    ['submit', (by: Actor) => records.submit(by, 'any'), 'dataset.submit'],
    ['approve', (by: Actor) => records.approve(by, 'any'), 'dataset.approve'],
    ['reject', (by: Actor) => records.reject(by, 'any', 'no'), 'dataset.approve'],
    ['revoke', (by: Actor) => records.revoke(by, 'any', 'no'), 'dataset.revoke'],
    ['withdraw a consent of', (by: Actor) => records.withdrawConsent(by, 'any', 0, 'no'), 'dataset.revoke'],
  ] as const)('nobody without the permission can %s it', async (_what, act, permission) => {
    const failure = await Promise.resolve()
      .then<unknown>(() => act(person('eve', 'viewer', 'auditor', 'admin')))
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ code: 'permission-missing', details: { permission } });
  });

  it('is acted on once when several try at the same time', async () => {
    const digest = await submitted();
    const attempts = await Promise.allSettled([
      records.approve(BEN, digest),
      records.approve(CLEO, digest),
      records.reject(BEN, digest, 'no'),
    ]);
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('has expired from the instant at which its last permission ends', async () => {
    await enterEvidence();
    const { digest } = await records.draft(
      ANA,
      registration({ expiresAt: new Date(Date.now() + 86_400_000) }),
    );
    await records.submit(ANA, digest);
    expect(await records.approve(BEN, digest)).toMatchObject({ state: 'approved' });
    id = `${id}-late`;
    await enterEvidence();
    const late = await records.draft(ANA, registration({ expiresAt: new Date(Date.now() - 1) }));
    await records.submit(ANA, late.digest);
    expect(await records.approve(BEN, late.digest)).toMatchObject({ state: 'expired' });
    const { items } = await records.list({ limit: 10, state: 'expired', id });
    expect(items.map((item) => item.digest)).toEqual([late.digest]);
  });
});

describe('a consent', () => {
  it('that was taken back is kept with its reason, and takes the dataset out of use', async () => {
    const consents = ['the model', 'the photographer'].map((scope) => ({
      scope,
      date: '2026-01-01',
      evidence: 'LICENCE.txt',
    }));
    const record = exampleDataset({ id, consents });
    await enterEvidence();
    const { digest } = await records.draft(ANA, { ...registration(), record, digest: digestOf(id) });
    await records.submit(ANA, id);
    await records.approve(BEN, id);
    const standing = new PrismaStanding(scratch.database);
    const request = { use: 'commercial', territory: 'DE', date: new Date(), purpose: 'generate' };
    const subject = { ...record, record: { kind: 'dataset' as const, digest, origin: 'installed' as const } };
    expect(evaluateTerms(subject, request, await standing.now()).allowed).toBe(true);

    await expect(records.withdrawConsent(OPERATOR, id, 2, 'no')).rejects.toMatchObject({
      code: 'consent-unknown',
    });
    const after = await records.withdrawConsent(OPERATOR, id, 1, 'She wrote to us.');
    expect(after.withdrawnConsents).toMatchObject([{ consent: 1, by: 'olaf', reason: 'She wrote to us.' }]);
    expect(await records.withdrawConsent(ANA, id, 1, 'Again.')).toEqual(after);
    const { allowed, deciding } = evaluateTerms(subject, request, await standing.now());
    expect([allowed, deciding.outcome]).toEqual([false, 'not-in-force']);
    expect(await kinds()).toContain('dataset.consent-withdrawn');
    await expect(scratch.sql('DELETE FROM consent_withdrawal')).rejects.toThrow(/kept as they were/);
  });
});

describe('the database itself', () => {
  let digest: string;
  beforeEach(async () => {
    digest = await submitted();
  });

  it.each([
    ["UPDATE dataset SET title = 'Other' WHERE digest = $1", /content of a dataset record never changes/],
    [`UPDATE dataset SET record = '{"a":1}' WHERE digest = $1`, /content of a dataset record never changes/],
    ["UPDATE dataset SET authors = '{ana,x}' WHERE digest = $1", /content of a dataset record never changes/],
    ['UPDATE dataset SET expires_at = now() WHERE digest = $1', /content of a dataset record never changes/],
    ["UPDATE dataset SET submitted_by = 'x' WHERE digest = $1", /kept as it was/],
    [
      "UPDATE dataset SET state = 'draft', submitted_by = NULL, submitted_at = NULL WHERE digest = $1",
      /kept as it was/,
    ],
    [
      "UPDATE dataset SET state = 'approved', approved_by = 'ana', approved_at = now() WHERE digest = $1",
      /two_people_check/,
    ],
    ["UPDATE dataset SET state = 'approved', approved_at = now() WHERE digest = $1", /acts_check/],
    ["UPDATE dataset SET state = 'approved' WHERE digest = $1", /acts_check/],
    ["UPDATE dataset SET approved_by = 'ben', approved_at = now() WHERE digest = $1", /acts_check/],
    ["UPDATE dataset SET state = 'revoked' WHERE digest = $1", /acts_check/],
    ["UPDATE dataset SET state = 'unknown' WHERE digest = $1", /does not become/],
    ['DELETE FROM dataset WHERE digest = $1', /kept for good/],
    ["UPDATE licence_grant SET terms = '{}' WHERE dataset_digest = $1", /kept as they were written/],
    ['DELETE FROM licence_grant WHERE dataset_digest = $1', /kept as they were written/],
    ["UPDATE evidence SET description = 'x' WHERE dataset_id <> $1", /kept as they were written/],
    ['DELETE FROM evidence WHERE dataset_id <> $1', /kept as they were written/],
  ])('refuses %s', async (sql, reason) => {
    await expect(scratch.sql(sql, [digest])).rejects.toThrow(reason);
  });

  it.each([
    'TRUNCATE dataset CASCADE',
    'TRUNCATE licence_grant',
    'TRUNCATE evidence',
    'TRUNCATE dataset_source',
  ])('refuses %s', async (sql) => {
    await expect(scratch.sql(sql)).rejects.toThrow(/kept/);
  });

  it('lets nothing come back from revoked or rejected', async () => {
    await records.reject(BEN, digest, 'no');
    const revive =
      "UPDATE dataset SET state = 'approved', approved_by = 'ben', approved_at = now(), rejected_by = NULL, rejected_at = NULL, rejection = NULL WHERE digest = $1";
    await expect(scratch.sql(revive, [digest])).rejects.toThrow(/kept as it was/);
  });
});

describe('what the release ships', () => {
  it('is approved by the release, and stays revoked when it is shipped again', async () => {
    const registrations = new PrismaRegistrations(scratch.database);
    const own = { ...shipped, id, digest: digestOf(id) };
    await registrations.register({ datasets: [own], checkpoints: [] });
    expect(await records.revisions(id)).toMatchObject([{ state: 'approved', approved: { by: RELEASE } }]);
    await records.revoke(OPERATOR, id, 'A claim came in.');
    await registrations.register({ datasets: [own], checkpoints: [] });
    expect(await records.revisions(id)).toMatchObject([{ state: 'revoked' }]);
    // Other bytes under the revoked number are no way round it.
    await registrations.register({ datasets: [{ ...own, digest: digestOf(`${id} 2`) }], checkpoints: [] });
    expect(await records.revisions(id)).toMatchObject([{ state: 'draft' }, { state: 'revoked' }]);
  });

  it('takes over a draft of the same bytes; what lies in the installed folder does not', async () => {
    const registrations = new PrismaRegistrations(scratch.database);
    const { digest } = await records.draft(ANA, registration());
    await registrations.register({ datasets: [registration({ by: 'installation' })], checkpoints: [] });
    expect(await records.show(digest)).toMatchObject({ state: 'draft', drafted: { by: 'ana' } });
    await registrations.register({ datasets: [registration()], checkpoints: [] });
    expect(await records.show(digest)).toMatchObject({ state: 'approved', approved: { by: RELEASE } });

    id = `${id}-found`;
    await registrations.register({ datasets: [registration({ by: 'installation' })], checkpoints: [] });
    expect(await records.show(id)).toMatchObject({ state: 'draft', drafted: { by: 'installation' } });
  });
});

describe('the list', () => {
  it('is the same in pages as in one, in every order, whatever is added meanwhile', async () => {
    const prefix = id;
    for (const n of [5, 3, 1, 4, 2]) {
      id = `${prefix}-${n}`;
      await records.draft(ANA, registration({ title: `Room ${9 - n}` }));
    }
    for (const sort of ['id', 'title', 'drafted', 'expires'] as const) {
      for (const descending of [false, true]) {
        const query = { sort, descending, text: `${prefix.toUpperCase()}-` };
        const whole = (await records.list({ ...query, limit: 100 })).items.map((item) => item.id);
        expect(whole).toHaveLength(5);
        const paged: string[] = [];
        let after: string | undefined;
        do {
          const page = await records.list({ ...query, limit: 2, after });
          paged.push(...page.items.map((item) => item.id));
          after = page.next ?? undefined;
        } while (after !== undefined);
        expect(paged, `${sort} ${descending}`).toEqual(whole);
      }
    }
    const byTitle = await records.list({ limit: 2, sort: 'title', text: `${prefix}-` });
    expect(byTitle.items.map((item) => item.id)).toEqual([`${prefix}-5`, `${prefix}-4`]);
  });

  it('refuses a place that is none', async () => {
    for (const after of ['', 'nonsense', Buffer.from('[1,2]').toString('base64url')])
      await expect(records.list({ limit: 1, after })).rejects.toMatchObject({ code: 'page-unknown' });
  });
});

describe('evidence', () => {
  it('is read by those who may, and each reading is recorded before it', async () => {
    await enterEvidence();
    const [{ digest }] = await evidence.list(id);
    const eve = person('eve', 'viewer', 'engineer', 'operator', 'admin');
    await expect(evidence.open(eve, id, digest)).rejects.toMatchObject({ code: 'permission-missing' });
    const ada = person('ada', 'auditor');
    expect(await evidence.open(ada, id, digest)).toMatchObject({ datasetId: id, digest, storedBy: 'ana' });
    const trail = await new PrismaAuditTrail(scratch.database).page({ limit: 100, subject: id });
    expect(trail.map(({ kind }) => kind)).toEqual(['evidence.stored', 'evidence.read']);
    expect(JSON.parse(trail[1].leaf)).toMatchObject({ data: { digest, by: 'ada' } });
    for (const [dataset, other] of [
      [id, digestOf('none')],
      ['elsewhere', digest],
    ])
      await expect(evidence.open(ada, dataset, other)).rejects.toMatchObject({ code: 'evidence-unknown' });
  });
});

describe('the standing of records', () => {
  it('is known to another process from the first decision after the commit on', async () => {
    const here = new PrismaStanding(scratch.database);
    const digest = (await submitted()) as `sha256:${string}`;
    expect((await here.now()).dataset(digest)).toMatchObject({ state: 'submitted' });
    const cached = await here.now();
    expect(await here.now()).toBe(cached); // nothing happened, nothing was read again
    await records.approve(BEN, digest);
    expect((await here.now()).dataset(digest)).toMatchObject({ state: 'approved' });
    await records.revoke(OPERATOR, digest, 'Gone.');
    expect((await here.now()).dataset(digest)).toMatchObject({ state: 'revoked', reason: 'Gone.' });
    expect((await here.now()).dataset(digestOf('none'))).toBeNull();
  });

  it('does not change with what was not committed', async () => {
    const here = new PrismaStanding(scratch.database);
    const digest = (await submitted()) as `sha256:${string}`;
    const before = await here.now();
    const aborted = scratch.database.transaction(async (tx) => {
      await tx.$executeRaw`UPDATE dataset SET state = 'revoked', revoked_by = 'x', revoked_at = now(), revocation = 'y' WHERE digest = ${digest}`;
      expect((await here.now()).dataset(digest)).toMatchObject({ state: 'submitted' });
      throw new Error('no');
    });
    await expect(aborted).rejects.toThrow('no');
    expect(await here.now()).toBe(before);
  });
});
