import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { digestOf } from '@maquette/kernel';
import { recordOfIntake, type DatasetRecord } from '@maquette/provenance';
import { openRegistry } from '@maquette/registry';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBufferPromise, type Entry } from 'yauzl';
import {
  buildRegistry,
  exampleDataset,
  writeCheckpoint,
  writeDataset,
} from '../../../../test/fixtures/registry/build-registry';
import { licensedDataset } from '../../../../test/fixtures/registry/dossiers';
import shipped from '../../../../model-registry/datasets/procedural-architecture/1.0.0/dataset.json';
import { CHECKPOINT_FORMATS, exportCheckpoint } from './checkpoint-export';
import { DATASET_FORMATS, exportDataset } from './dataset-export';
import { zipOf } from './zip-entries';

const REFERENCE = 'architecture/example@1.0.0';
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'maquette-export-'));
  await buildRegistry(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function bytesOf(reference: string, format: string, from = root): Promise<Buffer> {
  return buffer((await exportCheckpoint(await openRegistry(from), reference, format)).content);
}

async function unzip(archive: Buffer): Promise<Map<string, { entry: Entry; bytes: Buffer }>> {
  const files = new Map<string, { entry: Entry; bytes: Buffer }>();
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    files.set(entry.fileName, { entry, bytes: await buffer(await zip.openReadStreamPromise(entry)) });
  }
  return files;
}

async function layOut(archive: Buffer, folder: string): Promise<void> {
  for (const [path, { bytes }] of await unzip(archive)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

describe('exportCheckpoint', () => {
  it.each(CHECKPOINT_FORMATS)('gives the same bytes again: %s', async (format) => {
    const first = await bytesOf(REFERENCE, format);
    expect(first.byteLength).toBeGreaterThan(500);
    expect(digestOf(await bytesOf(REFERENCE, format))).toBe(digestOf(first));
  });

  it('names file and media type', async () => {
    const registry = await openRegistry(root);
    const named = async (format: string) => {
      const { fileName, mediaType, content } = await exportCheckpoint(
        registry,
        'architecture/example',
        format,
      );
      content.destroy();
      return [fileName, mediaType];
    };
    expect(await named('zip')).toEqual(['architecture-example-1.0.0.zip', 'application/zip']);
    expect(await named('cyclonedx-1.7')).toEqual([
      'architecture-example-1.0.0.cyclonedx-1.7.cdx.json',
      'application/vnd.cyclonedx+json; version=1.7',
    ]);
    expect(await named('ab2013-pdf')).toEqual([
      'architecture-example-1.0.0.ab2013-training-data.pdf',
      'application/pdf',
    ]);
  });

  it('refuses a format that it does not have, also one that every object has', async () => {
    for (const format of ['docx', 'constructor', '__proto__', 'toString']) {
      await expect(bytesOf(REFERENCE, format)).rejects.toMatchObject({
        kind: 'bad-input',
        code: 'export-format-unknown',
      });
    }
    await expect(bytesOf('architecture/none', 'spdx')).rejects.toMatchObject({ code: 'checkpoint-unknown' });
  });

  it('exports no version that was tampered with', async () => {
    const registry = await openRegistry(root);
    await appendFile(join(root, 'architecture/example/1.0.0/model.onnx'), 'x');
    await expect(exportCheckpoint(registry, REFERENCE, 'zip')).rejects.toMatchObject({
      code: 'checkpoint-quarantined',
    });
  });
});

describe('the zip of a checkpoint', () => {
  it('holds every file of the version and the records of its datasets, and nothing else', async () => {
    const source = await writeDataset(root, exampleDataset({ id: 'source' }));
    const derived = await writeDataset(root, exampleDataset({ id: 'derived', derivedFrom: [source] }));
    await writeCheckpoint(root, { name: 'other', datasets: [{ ...derived, role: 'train' }] });
    const files = await unzip(await bytesOf('architecture/other@1.0.0', 'zip'));
    expect([...files.keys()]).toEqual([
      'architecture/other/1.0.0/LICENCE.txt',
      'architecture/other/1.0.0/SHA256SUMS',
      'architecture/other/1.0.0/checkpoint.json',
      'architecture/other/1.0.0/model.onnx',
      'architecture/other/1.0.0/signature.json',
      'datasets/derived/1.0.0/LICENCE.txt',
      'datasets/derived/1.0.0/dataset.json',
      'datasets/source/1.0.0/LICENCE.txt',
      'datasets/source/1.0.0/dataset.json',
    ]);
  });

  it('is byte-identical after it was laid out as another registry and exported from there', async () => {
    const first = await bytesOf(REFERENCE, 'zip');
    const other = await mkdtemp(join(tmpdir(), 'maquette-export-'));
    try {
      await layOut(first, other);
      await cp(join(root, 'schema'), join(other, 'schema'), { recursive: true });
      expect(digestOf(await bytesOf(REFERENCE, 'zip', other))).toBe(digestOf(first));
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });

  it('does not depend on the time zone', async () => {
    const entries = [{ path: 'a', bytes: Buffer.from('a') }];
    const at = new Date('2026-07-02T23:30:10Z');
    const zone = process.env.TZ;
    try {
      const digests = ['UTC', 'Asia/Kolkata', 'America/Los_Angeles'].map(async (name) => {
        process.env.TZ = name;
        return digestOf(await buffer(zipOf(entries, at)));
      });
      expect(new Set(await Promise.all(digests)).size).toBe(1);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    const [{ entry }] = [...(await unzip(await buffer(zipOf(entries, at)))).values()];
    expect(entry.getLastModDate({ timezone: 'UTC' }).toISOString()).toBe('2026-07-02T23:30:10.000Z');
  });

  it('fails when a file changes while it is read', async () => {
    const file = join(root, 'LICENCE');
    await writeFile(file, 'text');
    const entries = [{ path: 'LICENCE', file, digest: digestOf('another text') }];
    await expect(buffer(zipOf(entries, new Date(0)))).rejects.toMatchObject({ code: 'export-file-changed' });
    const gone = [{ path: 'LICENCE', file: join(root, 'gone'), digest: digestOf('') }];
    await expect(buffer(zipOf(gone, new Date(0)))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** writeDataset lays one licence text beside a record; what else a record has as evidence is left out. */
function withEvidenceOfTest(record: DatasetRecord): DatasetRecord {
  const { evidence } = exampleDataset();
  const [{ file }] = evidence;
  const grants = record.grants.map((grant) => ({ ...grant, evidence: [file] }));
  return { ...record, evidence, grants };
}

describe('exportDataset', () => {
  it.each(DATASET_FORMATS)('gives the same bytes again: %s', async (format) => {
    const registry = await openRegistry(root);
    const export_ = async () => buffer((await exportDataset(registry, 'example-rooms', format)).content);
    expect(digestOf(await export_())).toBe(digestOf(await export_()));
  });

  it.each([
    ['the least record', exampleDataset()],
    ['a record of many owners, people and sources', licensedDataset({ derivedFrom: [] })],
    ['the shipped record', shipped as DatasetRecord],
  ])('gives a form that is the same after it came in and went out again: %s', async (_, record) => {
    const [first, second] = [await mkdtemp(join(tmpdir(), 'dta-')), await mkdtemp(join(tmpdir(), 'dta-'))];
    const formOf = async (folder: string, dataset: DatasetRecord) => {
      await cp(join(root, 'schema'), join(folder, 'schema'), { recursive: true });
      await writeDataset(folder, withEvidenceOfTest(dataset));
      return buffer((await exportDataset(await openRegistry(folder), dataset.id, 'dta')).content);
    };
    try {
      const out = await formOf(first, record);
      const back = recordOfIntake(JSON.parse(out.toString('utf8')));
      expect(digestOf(await formOf(second, back))).toBe(digestOf(out));
    } finally {
      await rm(first, { recursive: true, force: true });
      await rm(second, { recursive: true, force: true });
    }
  });

  it('gives the record byte by byte, and refuses one that was changed since', async () => {
    const registry = await openRegistry(root);
    const { content, fileName } = await exportDataset(registry, 'example-rooms@1.0.0', 'record');
    expect(fileName).toBe('example-rooms-1.0.0.dataset.json');
    expect(digestOf(await buffer(content))).toBe(registry.dataset('example-rooms').digest);
    await appendFile(join(root, 'datasets/example-rooms/1.0.0/dataset.json'), ' ');
    await expect(exportDataset(registry, 'example-rooms', 'record')).rejects.toMatchObject({
      code: 'export-file-changed',
    });
  });

  it('exports nothing of a record that cannot be relied on', async () => {
    await writeFile(join(root, 'datasets/example-rooms/1.0.0/LICENCE.txt'), 'other terms');
    await expect(exportDataset(await openRegistry(root), 'example-rooms', 'croissant')).rejects.toMatchObject(
      {
        code: 'dataset-quarantined',
      },
    );
  });
});
