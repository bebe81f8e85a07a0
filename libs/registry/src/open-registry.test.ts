import { execFileSync } from 'node:child_process';
import {
  appendFile,
  cp,
  link,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, digestOf, type MaquetteError } from '@maquette/kernel';
import { evaluateTerms, type DatasetRecord } from '@maquette/provenance';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buildRegistry,
  exampleCheckpoint,
  exampleDataset,
  exampleGrant,
  writeAuxiliary,
  writeCheckpoint,
  writeDataset,
  writeSums,
} from '../../../test/fixtures/registry/build-registry';
import { openRegistry } from './open-registry';
import type { CheckpointRecord } from './records/checkpoint-record';

const REFERENCE = 'architecture/example@1.0.0';
const TRAIN = { role: 'train' as const };
const CREDIT = { action: 'attribution' as const, text: 'Rooms by Maquette' };

let root: string;
let folder: string;
let built: Awaited<ReturnType<typeof buildRegistry>>;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'maquette-registry-'));
  built = await buildRegistry(root);
  folder = built.checkpoint.folder;
});
afterEach(() => rm(root, { recursive: true }));

const model = () => join(folder, 'model.onnx');
const modelDigest = () => built.checkpoint.record.files[0].digest;
const problemsOf = async (reference = REFERENCE) => (await openRegistry(root)).show(reference).problems;
const messagesOf = async (reference = REFERENCE) =>
  (await problemsOf(reference)).map(({ message }) => message);
const caught = (run: () => unknown): MaquetteError => {
  try {
    run();
  } catch (error) {
    return error as MaquetteError;
  }
  throw new Error('Nothing was thrown.');
};
const rewrite = (over: Partial<CheckpointRecord>, model?: string) =>
  writeCheckpoint(root, { datasets: [built.dataset], ...over }, model);

describe('a sound registry', () => {
  it('lists checkpoints with their digests', async () => {
    const registry = await openRegistry(root);
    const [entry] = registry.list();
    expect(entry).toMatchObject({
      reference: REFERENCE,
      state: 'ready',
      problems: [],
      domain: 'architecture',
    });
    expect(entry.record).toEqual(built.checkpoint.record);
    expect(entry.recordDigest).toBe(digestOf(await readFile(join(folder, 'checkpoint.json'))));
    expect(registry.auxiliaries().map(({ reference, state }) => [reference, state])).toEqual([
      ['helper@1.0.0', 'ready'],
    ]);
    expect(registry.datasets()).toHaveLength(1);
  });

  it('identifies a checkpoint by its files in whatever order', async () => {
    const [entry] = (await openRegistry(root)).list();
    const files = [...built.checkpoint.record.files].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(entry.checkpointDigest).toBe(digestOf(canonicalJson(files)));
    await rewrite({ files: files.reverse() });
    expect((await openRegistry(root)).list()[0].checkpointDigest).toBe(entry.checkpointDigest);
  });

  it('writes SHA256SUMS as sha256sum reads it', () => {
    expect(
      execFileSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' }),
    ).toContain('model.onnx: OK');
  });

  it('reports on everything, or on one checkpoint with its datasets', async () => {
    const registry = await openRegistry(root);
    const everything = await registry.verify();
    expect(everything).toMatchObject({ sound: true, files: 5 });
    expect(everything.auxiliaries).toEqual([{ reference: 'helper@1.0.0', state: 'ready', problems: [] }]);
    const one = await registry.verify('architecture/example');
    expect(one.checkpoints.map(({ reference }) => reference)).toEqual([REFERENCE]);
    expect(one.datasets.map(({ reference }) => reference)).toEqual(['example-rooms@1.0.0']);
    expect(one.auxiliaries).toEqual([]);
  });

  it('answers the path of a model that it has just verified', async () => {
    const registry = await openRegistry(root);
    expect(await registry.verifiedModelPath('architecture/example')).toBe(model());
    const helper = await registry.auxiliary('helper');
    expect(helper.path('model.onnx')).toBe(join(root, 'auxiliary/helper/1.0.0/model.onnx'));
    expect(caught(() => helper.path('../secret')).message).toBe(
      'The auxiliary helper@1.0.0 has no file ../secret.',
    );
  });

  it('ignores folders that begin with a dot, which are being written', async () => {
    await cp(folder, join(root, 'architecture/example/.1.1.0-writing'), { recursive: true });
    expect((await openRegistry(root)).list()).toHaveLength(1);
  });
});

describe('references', () => {
  it('mean the highest version when they name none', async () => {
    await rewrite({ version: '1.10.0' });
    await rewrite({ version: '1.9.0' });
    await rewrite({ version: '2.0.0-rc.1' });
    const registry = await openRegistry(root);
    expect(registry.show('architecture/example').version).toBe('2.0.0-rc.1');
    expect(registry.show('architecture/example@1.9.0').version).toBe('1.9.0');
    expect(registry.candidates('architecture').map(({ version }) => version)).toEqual([
      '2.0.0-rc.1',
      '1.10.0',
      '1.9.0',
      '1.0.0',
    ]);
    expect(registry.candidates('fashion')).toEqual([]);
  });

  it('that name nothing are answered with what there is', async () => {
    const registry = await openRegistry(root);
    for (const reference of ['architecture/dusk', 'architecture/example@3.0.0', 'fashion/example']) {
      expect(caught(() => registry.checkpoint(reference))).toMatchObject({
        kind: 'not-found',
        code: 'checkpoint-unknown',
        message: `There is no checkpoint ${reference}.`,
        hint: `There are: ${REFERENCE}.`,
        details: { reference, existing: [REFERENCE] },
      });
    }
    expect(caught(() => registry.dataset('lost'))).toMatchObject({
      code: 'dataset-unknown',
      hint: 'There are: example-rooms@1.0.0.',
    });
    await expect(registry.auxiliary('lost')).rejects.toMatchObject({
      code: 'auxiliary-unknown',
      hint: 'There are: helper@1.0.0.',
    });
  });
});

describe('quarantine', () => {
  it('keeps a tampered checkpoint in the list and refuses to load it', async () => {
    const bytes = await readFile(model());
    bytes[40] ^= 1;
    await writeFile(model(), bytes);
    const registry = await openRegistry(root);
    const message = `model.onnx was changed: its digest is ${digestOf(bytes)}, its record says ${modelDigest()}.`;
    const remedy =
      'Restore the file from where the version was published; if the change is meant, publish a new version.';
    expect(registry.show(REFERENCE)).toMatchObject({ state: 'quarantined' });
    expect(registry.show(REFERENCE).problems).toEqual([
      {
        code: 'digest-mismatch',
        file: 'model.onnx',
        message,
        expected: modelDigest(),
        found: digestOf(bytes),
        remedy,
      },
    ]);
    expect(registry.candidates('architecture')).toEqual([]);
    expect(caught(() => registry.checkpoint(REFERENCE))).toMatchObject({
      kind: 'bad-input',
      code: 'checkpoint-quarantined',
      message: `${REFERENCE} is quarantined: ${message}`,
      hint: remedy,
    });
    expect(caught(() => registry.licences(REFERENCE)).code).toBe('checkpoint-quarantined');
    await expect(registry.verifiedModelPath(REFERENCE)).rejects.toMatchObject({
      code: 'checkpoint-quarantined',
    });
    expect((await registry.verify()).sound).toBe(false);
  });

  it('does not fall back to another version, but names the sound ones', async () => {
    const next = await rewrite({ version: '1.1.0' });
    await appendFile(join(next.folder, 'model.onnx'), 'x');
    const registry = await openRegistry(root);
    expect(caught(() => registry.checkpoint('architecture/example'))).toMatchObject({
      code: 'checkpoint-quarantined',
      message: 'architecture/example@1.1.0 is quarantined: model.onnx has 370 bytes, its record says 369.',
      hint: `Restore the file from where the version was published; a partial download looks like this. Sound versions: ${REFERENCE}.`,
    });
    expect(registry.candidates('architecture').map(({ reference }) => reference)).toEqual([REFERENCE]);
  });

  it('catches a change made after the registry was opened, and notices when it is undone', async () => {
    const registry = await openRegistry(root);
    const bytes = await readFile(model());
    await writeFile(model(), Buffer.alloc(bytes.length));
    expect(registry.show(REFERENCE).state).toBe('ready');
    await expect(registry.verifiedModelPath(REFERENCE)).rejects.toMatchObject({
      code: 'checkpoint-quarantined',
    });
    expect(registry.show(REFERENCE).state).toBe('quarantined');
    await writeFile(model(), bytes);
    await registry.verify(REFERENCE);
    expect(await registry.verifiedModelPath(REFERENCE)).toBe(model());
  });

  it('catches a changed auxiliary likewise', async () => {
    const registry = await openRegistry(root);
    await writeFile(join(built.auxiliary.folder, 'model.onnx'), 'other');
    const message = 'helper@1.0.0 is quarantined: model.onnx has 5 bytes, its record says 369.';
    await expect(registry.auxiliary('helper')).rejects.toMatchObject({
      code: 'auxiliary-quarantined',
      message,
    });
    expect((await openRegistry(root)).auxiliaries()[0].state).toBe('quarantined');
  });

  const FILE_CASES: [string, () => Promise<unknown>, string, string][] = [
    ['a missing file', () => rm(model()), 'file-missing', 'model.onnx is missing.'],
    [
      'an unlisted file',
      () => writeFile(join(folder, 'notes.txt'), 'hello'),
      'file-unlisted',
      'notes.txt is not listed in the record.',
    ],
    [
      'a file in a folder that nobody listed',
      () => mkdir(join(folder, 'extra')).then(() => writeFile(join(folder, 'extra/.hidden'), 'x')),
      'file-unlisted',
      'extra/.hidden is not listed in the record.',
    ],
    [
      'a symbolic link',
      () => rename(model(), join(root, 'model')).then(() => symlink(join(root, 'model'), model())),
      'symlink',
      'model.onnx is a symbolic link; what it points to is not sealed.',
    ],
    [
      'a hard link',
      () => link(model(), join(root, 'model')),
      'hardlink',
      'model.onnx has 2 hard links; it can be changed through another name.',
    ],
    [
      'a named pipe',
      () => rm(model()).then(() => execFileSync('mkfifo', [model()])),
      'not-a-file',
      'model.onnx is neither a file nor a folder.',
    ],
    ['no SHA256SUMS', () => rm(join(folder, 'SHA256SUMS')), 'sums-invalid', 'SHA256SUMS is missing.'],
    [
      'a malformed SHA256SUMS',
      () => appendFile(join(folder, 'SHA256SUMS'), 'hello\n'),
      'sums-invalid',
      'SHA256SUMS has a line that sha256sum would not write.',
    ],
    [
      'a SHA256SUMS with another file',
      () => appendFile(join(folder, 'SHA256SUMS'), `${'0'.repeat(64)}  ../other\n`),
      'sums-invalid',
      'SHA256SUMS lists ../other, which the record does not.',
    ],
    [
      'a SHA256SUMS that lacks a file',
      () => writeSums(folder, built.checkpoint.record.files).then(() => undefined),
      'sums-invalid',
      'SHA256SUMS does not list checkpoint.json.',
    ],
    [
      'no record',
      () => rm(join(folder, 'checkpoint.json')),
      'record-missing',
      'checkpoint.json is missing, or is not an ordinary file.',
    ],
  ];
  it.each(FILE_CASES)('finds %s', async (_what, damage, code, message) => {
    await damage();
    const [problem, ...more] = await problemsOf();
    expect(problem).toMatchObject({ code, message });
    expect(problem.remedy).toBeTruthy();
    expect(more).toEqual([]);
  });

  it('finds a record that was edited and is still valid', async () => {
    const path = join(folder, 'checkpoint.json');
    const [before, text] = [digestOf(await readFile(path)), await readFile(path, 'utf8')];
    await writeFile(path, text.replace('"psnr":20', '"psnr":40'));
    const after = digestOf(await readFile(path));
    expect(await messagesOf()).toEqual([
      `SHA256SUMS gives checkpoint.json the digest ${before}, which should be ${after}.`,
    ]);
  });

  it.each([
    ['truncated', 'model-unreadable', /^model\.onnx: This is no sound ONNX file: .* is cut off\.$/],
    [
      'external-data',
      'external-data',
      /^model\.onnx: The weights "gain" are kept in another file \("weights\.bin"\)\.$/,
    ],
    [
      'unknown-operator',
      'operator-unknown',
      /^model\.onnx: The operator Mul of the domain "com\.example\.native" is/,
    ],
    [
      'other-output',
      'contract-mismatch',
      /^model\.onnx: the model has the output "picture", which the record/,
    ],
  ])('finds a model that is %s although its digest is right', async (name, code, message) => {
    await rewrite({}, name);
    const [problem] = await problemsOf();
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(message);
    await writeAuxiliary(root, { contract: exampleCheckpointModel() }, name);
    expect((await openRegistry(root)).auxiliaries()[0].problems[0].code).toBe(code);
  });

  it('finds records that contradict schema, folder, or themselves', async () => {
    await rewrite({ kind: 'diffusion' as 'frame-model' });
    expect(await messagesOf()).toEqual(['checkpoint.json at /kind: must be one of frame-model.']);
    await rewrite({ licence: exampleGrant({ licence: 'free' }), model: 'weights.pt' });
    expect(await messagesOf()).toEqual([
      expect.stringMatching(/^Grant public: "free" is no SPDX licence expression/),
      'The record names weights.pt as its model, but lists no such ONNX file.',
    ]);
    await rewrite({});
    await rename(folder, join(root, 'architecture/example/1.0.1'));
    expect(await messagesOf('architecture/example@1.0.1')).toEqual([
      'The record is of architecture/example@1.0.0, but lies in the folder of architecture/example@1.0.1.',
    ]);
  });

  it('lists a folder that is linked or misnamed', async () => {
    await rename(folder, join(root, 'elsewhere'));
    await symlink(join(root, 'elsewhere'), folder);
    await mkdir(join(root, 'fashion/loom/latest'), { recursive: true });
    const registry = await openRegistry(root);
    expect(
      registry.list().map(({ reference, state, problems }) => [reference, state, problems[0].message]),
    ).toEqual([
      [REFERENCE, 'quarantined', 'The folder 1.0.0 is a symbolic link; what it points to is not sealed.'],
      ['fashion/loom@latest', 'quarantined', 'The folder latest is not named after a version.'],
    ]);
  });

  it('rejects only when there is no registry or no schema', async () => {
    await expect(openRegistry(join(root, 'lost'))).rejects.toMatchObject({
      kind: 'not-found',
      code: 'registry-missing',
    });
    const schemas = join(root, 'schema');
    await rename(schemas, join(root, 'moved'));
    await expect(openRegistry(root)).rejects.toMatchObject({ code: 'schemas-missing' });
    expect((await openRegistry(root, { schemas: join(root, 'moved') })).list()[0].state).toBe('ready');
  });
});

function exampleCheckpointModel() {
  const { inputs, outputs } = exampleCheckpoint().contract;
  return { inputs, outputs };
}

describe('datasets behind a checkpoint', () => {
  const derivedFrom = () => [
    { id: built.dataset.id, version: built.dataset.version, digest: built.dataset.digest },
  ];

  it('must be there, be the published record, and be sound', async () => {
    const record = join(root, 'datasets/example-rooms/1.0.0/dataset.json');
    const other = JSON.stringify(exampleDataset({ title: 'Corrected in place' }));
    await writeFile(record, other);
    expect(await problemsOf()).toEqual([
      {
        code: 'digest-mismatch',
        file: 'checkpoint.json',
        message:
          'The record of dataset example-rooms@1.0.0 is not the one that the checkpoint was published with.',
        expected: built.dataset.digest,
        found: digestOf(other),
        remedy:
          'Restore datasets/example-rooms/1.0.0/dataset.json; a correction of a record is a new version.',
      },
    ]);
    await writeDataset(root);
    await rm(join(root, 'datasets/example-rooms/1.0.0/LICENCE.txt'));
    expect(await messagesOf()).toEqual([
      'The dataset example-rooms@1.0.0 cannot be relied on: LICENCE.txt is missing.',
    ]);
    await rm(join(root, 'datasets'), { recursive: true });
    expect(await messagesOf()).toEqual([
      'The dataset example-rooms@1.0.0 is not in the registry, so its licences cannot be shown.',
    ]);
  });

  it('may have a newer version beside the one that was used', async () => {
    await writeDataset(root, exampleDataset({ version: '1.1.0' }));
    const registry = await openRegistry(root);
    expect(registry.show(REFERENCE).state).toBe('ready');
    expect(registry.dataset('example-rooms').version).toBe('1.1.0');
    expect(registry.dataset('example-rooms@1.0.0').version).toBe('1.0.0');
  });

  it('count through derivation, and are missed there, too', async () => {
    const crops = await writeDataset(root, exampleDataset({ id: 'crops', derivedFrom: derivedFrom() }));
    await rewrite({ datasets: [{ ...crops, ...TRAIN }] });
    const { datasets, subjects } = (await openRegistry(root)).licences(REFERENCE);
    expect(datasets.map(({ dataset, roles }) => [dataset.id, roles])).toEqual([
      ['crops', ['train']],
      ['example-rooms', ['derived']],
    ]);
    expect(subjects.map(({ id }) => id)).toEqual([REFERENCE, 'crops', 'example-rooms']);
    await rm(join(root, 'datasets/example-rooms'), { recursive: true });
    expect(await messagesOf()).toEqual([
      'The dataset example-rooms@1.0.0 is not in the registry, so its licences cannot be shown.',
    ]);
  });

  it('decide what a checkpoint may do, those of its parents included, those it was only measured on not', async () => {
    const study = { ...exampleGrant().permissions[0], uses: ['research' as const] };
    const limited = (id: string): DatasetRecord =>
      exampleDataset({
        id,
        grants: [exampleGrant({ permissions: [study], duties: [{ ...CREDIT, text: `${id} by Maquette` }] })],
      });
    const test = { ...(await writeDataset(root, limited('measured'))), role: 'test' as const };
    await rewrite({ datasets: [built.dataset, test], licence: exampleGrant({ duties: [CREDIT] }) });
    await rewrite({ name: 'child', derivedFrom: [REFERENCE] });
    const ask = { use: 'commercial', territory: 'DE', date: new Date('2026-06-01'), purpose: 'generate' };
    const child = (await openRegistry(root)).licences('architecture/child');
    expect(child.datasets.map(({ dataset, roles }) => [dataset.id, roles])).toEqual([
      ['example-rooms', ['train', 'derived']],
      ['measured', ['test']],
    ]);
    expect(child.attributions).toEqual(['Rooms by Maquette']);
    expect(evaluateTerms(child.subjects, ask)).toMatchObject({
      allowed: true,
      duties: [{ datasetId: REFERENCE }],
    });

    const narrow = { ...(await writeDataset(root, limited('narrow'))), ...TRAIN };
    await rewrite({ datasets: [narrow] });
    const registry = await openRegistry(root);
    for (const reference of [REFERENCE, 'architecture/child']) {
      const decision = evaluateTerms(registry.licences(reference).subjects, ask);
      expect(decision).toMatchObject({ allowed: false, deciding: { datasetId: 'narrow', clause: '2' } });
    }
  });

  it('quarantines the descendants of what is lost', async () => {
    await rewrite({ name: 'child', derivedFrom: [REFERENCE] });
    await rewrite({ name: 'a-grandchild', derivedFrom: ['architecture/child@1.0.0'] });
    expect((await openRegistry(root)).candidates('architecture')).toHaveLength(3);
    await rm(model());
    const registry = await openRegistry(root);
    expect(registry.candidates('architecture')).toEqual([]);
    expect(registry.show('architecture/a-grandchild').problems.map(({ message }) => message)).toEqual([
      'It derives from architecture/child@1.0.0, which is quarantined; its origin cannot be shown.',
    ]);
    await rm(folder, { recursive: true });
    expect(await messagesOf('architecture/child')).toEqual([
      `It derives from ${REFERENCE}, which is not in the registry; its origin cannot be shown.`,
    ]);
  });
});
