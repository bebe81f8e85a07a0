import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import { evaluateTerms } from '@maquette/provenance';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MODELS } from '../../../test/fixtures/registry/build-registry';
import { openRegistry } from './open-registry';

/** The Python programs that write the records of our own data and checkpoints, against what this library verifies. */
const TRAINING = join(__dirname, '../../../model-registry/training');
const RECORDS = join(TRAINING, 'records');
const python = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0;

let root: string;
let registry: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'maquette-records-'));
  registry = join(root, 'registry');
  await cp(join(TRAINING, '../schema'), join(registry, 'schema'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

async function writeScene(id: string, split: string, space: string, frames: number, targets = frames) {
  const folder = join(root, 'data', id);
  await mkdir(folder, { recursive: true });
  const list = Array.from({ length: frames }, (_, index) => ({ id: `f${index}` }));
  await writeFile(join(folder, 'scene.json'), JSON.stringify({ id, split, space, seed: 1, frames: list }));
  for (const frame of list) await writeFile(join(folder, `${frame.id}.gbuffer.f16`), `${id} ${frame.id}`);
  for (const frame of list.slice(0, targets))
    await writeFile(join(folder, `${frame.id}.target.f16`), 'light');
  await writeFile(join(folder, '.f9.target.f16.1.tmp'), 'half');
}

function make(program: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const options = { encoding: 'utf8' as const, cwd: root };
  return spawnSync('python3', [join(RECORDS, program), ...args, '--registry', registry], options);
}

const CARD = join(RECORDS, 'cards/procedural-architecture.json');
const TOOLS = ['mitsuba', 'drjit', 'pyoidn', 'numpy'].flatMap((name) => ['--tool', `${name}=3.9.0`]);
const makeDataset = (...args: string[]) =>
  make('make_dataset_record.py', 'data', '--card', CARD, '--version', '1.0.0', ...TOOLS, ...args);

describe.skipIf(!python)('make_dataset_record.py', () => {
  beforeEach(async () => {
    await writeScene('train-000', 'train', 'kitchen', 3);
    await writeScene('train-001', 'train', 'kitchen', 2, 1);
    await writeScene('test-000', 'test', 'villa', 1);
    await writeScene('test-001', 'test', 'villa', 1, 0);
  });

  it('writes a sound record with what it counted', async () => {
    expect(makeDataset()).toMatchObject({ status: 0, stderr: '' });
    const { problems, record } = (await openRegistry(registry)).dataset('procedural-architecture@1.0.0');
    expect(problems).toEqual([]);
    expect(record?.counts).toEqual({
      unit: 'frame',
      samples: 5,
      groups: 3,
      partitions: [
        { split: 'test', label: 'villa', groups: 1, samples: 1 },
        { split: 'train', label: 'kitchen', groups: 2, samples: 4 },
      ],
    });
    expect(record?.content.files).toBe(3 + 5 + 6);
    expect(record?.generation.tools[0]).toMatchObject({ name: 'mitsuba', version: '3.9.0' });
    const ask = { use: 'commercial', territory: '*', date: new Date(), purpose: 'train' };
    expect(evaluateTerms(record!, ask)).toMatchObject({
      allowed: true,
      deciding: { grantId: 'cc0', clause: '2. Waiver' },
    });
  });

  it('binds the record to every byte, as sha256sum can check', async () => {
    makeDataset();
    const folder = join(registry, 'datasets/procedural-architecture/1.0.0');
    const manifest = await readFile(join(folder, 'scenes.sha256'), 'utf8');
    const listing = execFileSync('sh', ['-c', 'sha256sum -- *'], {
      cwd: join(root, 'data/test-000'),
      encoding: 'utf8',
    });
    expect(manifest.split('\n')[0]).toBe(`${digestOf(listing).slice('sha256:'.length)}  test-000`);
    const before = JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8'));
    expect(before.content.digest).toBe(digestOf(manifest));
    await writeFile(join(root, 'data/test-000/f0.target.f16'), 'Light');
    makeDataset('--replace');
    const after = JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8'));
    expect(after.content.digest).not.toBe(before.content.digest);
  });

  it('does not overwrite a version, and says what it lacks', async () => {
    makeDataset();
    const again = makeDataset();
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('a published version never changes: raise the version');
    await rm(join(root, 'data'), { recursive: true });
    await mkdir(join(root, 'data'));
    expect(makeDataset().stderr).toBe(
      'make_dataset_record.py: data holds no scene with a rendered target.\n',
    );
  });
});

describe.skipIf(!python)('make_checkpoint.py', () => {
  const training = {
    seeds: [7],
    hardware: 'two CPU cores',
    framework: 'torch 2',
    durationSeconds: 60.5,
    steps: 100,
    parameters: 2,
    output: 'left out',
  };
  const group = { label: 'villa', frames: 1, psnr: 25, previewPsnr: 20 };
  const evaluation = {
    reference: 'path tracing',
    frames: 1,
    psnr: 25,
    ssim: 0.9,
    previewPsnr: 20,
    groups: [group],
  };

  beforeEach(async () => {
    await writeScene('train-000', 'train', 'kitchen', 1);
    makeDataset();
    await writeFile(join(root, 'training.json'), JSON.stringify(training));
    await writeFile(join(root, 'evaluation.json'), JSON.stringify(evaluation));
    await writeFile(
      join(root, 'channels.ts'),
      "export const G_BUFFER_CHANNELS = [\n  // it's light\n  'r',\n  'g',\n  'b',\n];\n",
    );
    const card = JSON.parse(await readFile(join(RECORDS, 'cards/daylight.json'), 'utf8'));
    card.contract.inputs[0].shape[1] = 3; // as the tiny model of the tests has it
    await writeFile(join(root, 'card.json'), JSON.stringify(card));
  });

  const makeCheckpoint = (...args: string[]) => {
    const files = [
      '--training',
      'training.json',
      '--evaluation',
      'evaluation.json',
      '--channels',
      'channels.ts',
    ];
    const dataset = ['--dataset', 'procedural-architecture@1.0.0'];
    const model = join(MODELS, 'sound.onnx');
    return make(
      'make_checkpoint.py',
      model,
      '--card',
      'card.json',
      '--version',
      '1.0.0',
      ...files,
      ...dataset,
      ...args,
    );
  };

  it('writes a checkpoint that the registry accepts', async () => {
    expect(makeCheckpoint()).toMatchObject({ status: 0, stderr: '' });
    const [entry] = (await openRegistry(registry)).list();
    expect(entry).toMatchObject({ reference: 'architecture/daylight@1.0.0', state: 'ready', problems: [] });
    expect(entry.record).toMatchObject({
      contract: { channels: ['r', 'g', 'b'], resolutionMultiple: 16 },
      quality: { psnr: 25, groups: [group] },
      datasets: [{ role: 'train' }, { role: 'test' }],
    });
    expect(entry.record?.training).not.toHaveProperty('output');
  });

  it('says what is missing or not finite, and leaves nothing behind', async () => {
    await writeFile(
      join(root, 'training.json'),
      JSON.stringify({ ...training, steps: undefined, seeds: undefined }),
    );
    expect(makeCheckpoint().stderr).toBe('make_checkpoint.py: training.json lacks seeds, steps.\n');
    await writeFile(join(root, 'training.json'), JSON.stringify(training));
    await writeFile(join(root, 'evaluation.json'), JSON.stringify(evaluation).replace('25', 'NaN'));
    expect(makeCheckpoint().stderr).toContain('A measured number is not finite');
    expect(makeCheckpoint('--dataset', 'lost@1.0.0').stderr).toContain('make the dataset record first');
    expect((await openRegistry(registry)).list()).toEqual([]);
  });
});
