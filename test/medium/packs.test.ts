import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import type { Actor } from '@maquette/access';
import { generateNoteKey, signLogCheckpoint } from '@maquette/audit';
import { digestOf } from '@maquette/kernel';
import {
  exportCheckpoint,
  exportPack,
  openPlatform,
  readConfig,
  repositoryRoot,
  type PackRequest,
  type Platform,
} from '@maquette/platform';
import { buildPack } from '../../libs/platform/src/exports/pack/build-pack';
import {
  buildRegistry,
  exampleDataset,
  writeCheckpoint,
  writeDataset,
} from '../fixtures/registry/build-registry';

const run = promisify(execFile);
const AUDITOR: Actor = { name: 'ana@example.org', roles: ['auditor'] };
const CHECKPOINT = 'architecture/derived@1.0.0';

let folder: string;
let platform: Platform;
let pack: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-packs-'));
  await buildRegistry(join(folder, 'registry'));
  await addDerivedCheckpoint(join(folder, 'registry'));
  platform = await open(join(folder, 'home'), join(folder, 'registry'));
  pack = await made({ checkpoint: CHECKPOINT });
});
afterAll(async () => {
  await platform?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Of a dataset with a source, from another checkpoint, with a signature by a key that the registry trusts. */
async function addDerivedCheckpoint(root: string): Promise<void> {
  const source = await writeDataset(root, exampleDataset({ id: 'source' }));
  const scans = await writeDataset(root, exampleDataset({ id: 'scans', derivedFrom: [source] }));
  const over = { name: 'derived', derivedFrom: ['architecture/example@1.0.0'] };
  await writeCheckpoint(root, { ...over, datasets: [{ ...scans, role: 'train' }] });
}

async function open(home: string, registry: string): Promise<Platform> {
  const env = { MAQUETTE_HOME: home, MAQUETTE_REGISTRY: registry };
  return openPlatform(readConfig(env, repositoryRoot(__dirname)), { log: pino({ level: 'silent' }) });
}

async function made(request: PackRequest): Promise<Buffer> {
  return buffer((await buildPack(platform, request)).content);
}

async function unzip(archive: Buffer, into: string): Promise<string[]> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  const paths: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const path = join(into, entry.fileName);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await buffer(await zip.openReadStreamPromise(entry)));
    paths.push(entry.fileName);
  }
  return paths;
}

/** The script of the pack, in a process of its own that has nothing of Maquette. */
async function verify(at: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const options = { cwd: tmpdir(), env: { PATH: process.env.PATH } };
  return run(process.execPath, [join(at, 'verify.mjs'), ...args], options).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  );
}

describe("an auditor's pack", () => {
  let at: string;

  beforeEach(async () => {
    at = await mkdtemp(join(folder, 'pack-'));
    await unzip(pack, at);
  });

  it('verifies offline, by its own script and by sha256sum', async () => {
    const { code, output } = await verify(at);
    expect(output).toContain('Everything holds.');
    expect(output).toMatch(/ok {3}record architecture\/derived@1\.0\.0/);
    expect(output).toMatch(/ok {3}record architecture\/example@1\.0\.0/);
    expect(output).toMatch(/ok {3}record source@1\.0\.0/);
    expect(output).toMatch(/ok {3}signature records\/architecture\/derived\/1\.0\.0 covers 4 files/);
    expect(code).toBe(0);
    await run('sha256sum', ['--check', '--quiet', '--strict', 'SHA256SUMS'], { cwd: at });
    const key = platform.audit.key.vkey;
    expect((await verify(at, '--log-key', key)).code).toBe(0);
  });

  it('holds records, evidence, grants, history, impact, documents, proofs and the way to check them', async () => {
    const paths = await unzip(pack, at);
    for (const path of [
      'README.md',
      'SHA256SUMS',
      'documents/architecture-derived-1.0.0.cyclonedx-1.7.cdx.json',
      'documents/architecture-derived-1.0.0.eu-training-summary.pdf',
      'documents/architecture-derived-1.0.0.spdx.json',
      'documents/scans-1.0.0.croissant.json',
      'documents/scans-1.0.0.dta.json',
      'grants.json',
      'history/architecture-derived-1.0.0.json',
      'history/scans-1.0.0.json',
      'impact/scans-1.0.0.json',
      'log/entries.json',
      'log/log.vkey',
      'records/architecture/derived/1.0.0/model.onnx',
      'records/architecture/derived/1.0.0/signature.json',
      'records/architecture/example/1.0.0/checkpoint.json',
      'records/datasets/scans/1.0.0/LICENCE.txt',
      'records/datasets/source/1.0.0/dataset.json',
      'verify.mjs',
    ]) {
      expect(paths).toContain(path);
    }
    expect(paths).toEqual([...paths].sort());
    const text = await readFile(join(at, 'history/scans-1.0.0.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ revisions: [{ state: 'approved', revision: 1 }] });
  });

  it.each([
    ['a record', 'records/datasets/scans/1.0.0/dataset.json'],
    ['a licence text', 'records/datasets/scans/1.0.0/LICENCE.txt'],
    ['the weights', 'records/architecture/derived/1.0.0/model.onnx'],
    ['the history', 'history/scans-1.0.0.json'],
  ])('is found out when %s was changed', async (_, path) => {
    await appendFile(join(at, path), ' ');
    const { code, output } = await verify(at);
    expect(output).toContain(`${path} was changed`);
    expect(code).toBe(1);
  });

  it('is found out when a record was changed and the sums with it', async () => {
    const path = 'records/datasets/scans/1.0.0/dataset.json';
    await appendFile(join(at, path), ' ');
    await sumAgain(at, path);
    const list = JSON.parse(await readFile(join(at, 'pack.json'), 'utf8')) as {
      records: { path: string; digest: string }[];
    };
    list.records.find((record) => record.path === path)!.digest = digestOf(await readFile(join(at, path)));
    await writeFile(join(at, 'pack.json'), JSON.stringify(list));
    await sumAgain(at, 'pack.json');
    const { code, output } = await verify(at);
    expect(output).toMatch(/ok {3}files/);
    expect(output).toMatch(/BAD {2}record scans@1\.0\.0: no entry of the log names its digest/);
    expect(code).toBe(1);
  });

  it('is found out when weights were changed and the sums with them: the signature covers them', async () => {
    const file = 'records/architecture/derived/1.0.0/model.onnx';
    await appendFile(join(at, file), ' ');
    await sumAgain(at, file);
    const { code, output } = await verify(at);
    expect(output).toMatch(/BAD {2}signature .*: model\.onnx is not the file that was signed/);
    expect(code).toBe(1);
  });

  it('is found out when an entry of the log, or the log itself, is another one', async () => {
    const path = 'log/entries/000000000000.tlog-proof';
    const receipt = await readFile(join(at, path), 'utf8');
    const [, extra] = /^extra (.*)$/m.exec(receipt)!;
    const forged = Buffer.from(Buffer.from(extra, 'base64').toString().replace('release', 'rele4se'));
    await writeFile(join(at, path), receipt.replace(extra, forged.toString('base64')));
    await sumAgain(at, path);
    expect((await verify(at)).output).toMatch(/BAD {2}log: .*does not lead to the root of the log/);

    const other = generateNoteKey(platform.audit.key.name);
    expect((await verify(at, '--log-key', other.vkey)).output).toMatch(/BAD {2}log: .*another key/);
    const note = signLogCheckpoint({ size: 1, root: Buffer.alloc(32) }, other);
    await writeFile(join(at, path), `${receipt.slice(0, receipt.indexOf('\n\n') + 2)}${note}`);
    await sumAgain(at, path);
    const { code, output } = await verify(at);
    expect(output).toMatch(/BAD {2}log/);
    expect(code).toBe(1);
  });

  it('is found out when a file was added or taken away', async () => {
    await writeFile(join(at, 'records/extra.txt'), 'x');
    expect((await verify(at)).output).toContain('records/extra.txt is not in SHA256SUMS');
    await rm(join(at, 'records/extra.txt'));
    await rm(join(at, 'grants.json'));
    expect((await verify(at)).code).toBe(1);
  });

  it('has the same bytes for the same state, and others once something happened', async () => {
    expect(digestOf(await made({ checkpoint: CHECKPOINT }))).toBe(digestOf(pack));
    const revoker: Actor = { name: 'leo@example.org', roles: ['licensing'] };
    await platform.datasets.revoke(revoker, 'source@1.0.0', 'The licensor ended the contract.');
    const after = await made({ checkpoint: CHECKPOINT });
    expect(digestOf(after)).not.toBe(digestOf(pack));
    const folderAfter = await mkdtemp(join(folder, 'pack-'));
    await unzip(after, folderAfter);
    expect((await verify(folderAfter)).code).toBe(0);
    const history = await readFile(join(folderAfter, 'history/source-1.0.0.json'), 'utf8');
    expect(history).toContain('The licensor ended the contract.');
  });
});

describe('a pack of a dataset', () => {
  it('holds its sources and everything that depends on it, and verifies', async () => {
    const at = await mkdtemp(join(folder, 'pack-'));
    const paths = await unzip(await made({ dataset: 'scans' }), at);
    expect(paths).toContain('records/datasets/source/1.0.0/dataset.json');
    expect(paths.some((path) => path.endsWith('.onnx'))).toBe(false);
    const impact = JSON.parse(await readFile(join(at, 'impact/scans-1.0.0.json'), 'utf8')) as object;
    expect(impact).toMatchObject({
      counts: { checkpoints: 1 },
      checkpoints: [{ reference: CHECKPOINT, roles: ['train'] }],
      generations: [],
      artefacts: [],
    });
    expect((await verify(at)).code).toBe(0);
  });
});

describe('exportPack', () => {
  it('is recorded in the log before the pack is handed out, with its digest and the evidence in it', async () => {
    const { sums, content } = await exportPack(platform, AUDITOR, { dataset: 'example-rooms@1.0.0' });
    content.destroy();
    const entries = await platform.audit.entriesOf('example-rooms');
    const last = JSON.parse(entries.at(-1)!.leaf) as { kind: string; data: object };
    expect(last).toMatchObject({
      kind: 'record.exported',
      data: {
        by: 'ana@example.org',
        form: 'pack',
        kind: 'dataset',
        reference: 'example-rooms@1.0.0',
        digest: sums,
      },
    });
    expect(last.data).toMatchObject({ evidence: [exampleDataset().evidence[0].digest], evidenceFiles: 1 });
  });

  it('is refused without the permission, and to both subjects or none; nothing is recorded', async () => {
    const before = await platform.audit.entriesOf('scans');
    const viewer: Actor = { name: 'eve', roles: ['viewer'] };
    const refused = (actor: Actor, request: PackRequest) => exportPack(platform, actor, request);
    await expect(refused(viewer, { dataset: 'scans' })).rejects.toMatchObject({ code: 'permission-missing' });
    await expect(refused(AUDITOR, {})).rejects.toMatchObject({ code: 'pack-subject-missing' });
    const both = { dataset: 'scans', checkpoint: CHECKPOINT };
    await expect(refused(AUDITOR, both)).rejects.toMatchObject({ code: 'pack-subject-missing' });
    await expect(refused(AUDITOR, { dataset: 'none' })).rejects.toMatchObject({ code: 'dataset-unknown' });
    expect(await platform.audit.entriesOf('scans')).toEqual(before);
  });
});

describe('a checkpoint that is exported', () => {
  it('comes in elsewhere and goes out again with the same bytes', async () => {
    const reference = 'architecture/example@1.0.0';
    const archive = await buffer((await exportCheckpoint(platform.registry, reference, 'zip')).content);
    const file = join(folder, 'example.zip');
    await writeFile(file, archive);
    const empty = join(folder, 'empty-registry');
    await cp(join(folder, 'registry', 'schema'), join(empty, 'schema'), { recursive: true });
    await cp(join(folder, 'registry', 'keys'), join(empty, 'keys'), { recursive: true }).catch(
      () => undefined,
    );
    const other = await open(join(folder, 'other-home'), empty);
    try {
      const engineer: Actor = { name: 'kim@example.org', roles: ['engineer'] };
      const attempt = await other.imports.bring(engineer, { path: file });
      expect(attempt).toMatchObject({ outcome: 'accepted', reference, problems: [] });
      const again = await exportCheckpoint(other.registry, reference, 'zip');
      expect(digestOf(await buffer(again.content))).toBe(digestOf(archive));
      for (const format of ['cyclonedx-1.7', 'spdx', 'ab2013-html']) {
        const [here, there] = await Promise.all(
          [platform, other].map(async ({ registry }) =>
            digestOf(await buffer((await exportCheckpoint(registry, reference, format)).content)),
          ),
        );
        expect(there, format).toBe(here);
      }
    } finally {
      await other.close();
    }
  });
});

async function sumAgain(at: string, path: string): Promise<void> {
  const sums = join(at, 'SHA256SUMS');
  const digest = digestOf(await readFile(join(at, path))).slice('sha256:'.length);
  const lines = (await readFile(sums, 'utf8')).split('\n');
  const changed = lines.map((line) => (line.slice(66) === path ? `${digest}  ${path}` : line));
  await writeFile(sums, changed.join('\n'));
}
