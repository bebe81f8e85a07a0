import { describe, expect, it } from 'vitest';
import type { CheckpointRecord } from '@maquette/registry';
import { lacking } from './capability';

const input = (name: string, shape: (number | string)[]) => ({ name, type: 'float32' as const, shape });

function model(
  size: (number | string)[] = ['height', 'width'],
  names = ['gbuffer', 'known', 'mask'],
  resolutionMultiple = 16,
): Pick<CheckpointRecord, 'kind' | 'contract'> {
  return {
    kind: 'frame-model',
    contract: {
      inputs: names.map((name) => input(name, [1, 'channels', ...size])),
      outputs: [],
      channels: [],
      resolutionMultiple,
      colour: '',
    },
  };
}

describe('what a checkpoint lacks', () => {
  it('is nothing where nothing is asked', () => {
    expect(lacking(model([64, 64], ['gbuffer'], 32), {})).toBeNull();
  });

  it('is the task, where it is another', () => {
    const task = 'upscaler' as CheckpointRecord['kind'];
    expect(lacking(model(), { task })).toMatch(/is a frame-model; a upscaler/);
  });

  it('is an upscaler of that factor, where one is needed', () => {
    const upscaler = { scale: 2 } as CheckpointRecord['upscaler'];
    expect(lacking(model(), { upscaling: 2 })).toMatch(/no upscaler by 2/);
    expect(lacking({ ...model(), upscaler }, { upscaling: 3 })).toMatch(/no upscaler by 3/);
    expect(lacking({ ...model(), upscaler }, { upscaling: 2 })).toBeNull();
  });

  it.each([
    [960, 544, 16, null],
    [960, 544, 32, null],
    [976, 544, 32, /multiples of 32/],
    [960, 528, 32, /multiples of 32/],
  ])(
    'is the size %d×%d of a model in multiples of %d, when they do not divide it',
    (width, height, by, lack) => {
      const found = lacking(model(undefined, undefined, by), { picture: { width, height } });
      if (lack) expect(found).toMatch(lack);
      else expect(found).toBeNull();
    },
  );

  it.each([
    [[256, 256], 256, 256, true],
    [[256, 512], 512, 256, true],
    [[256, 512], 256, 512, false],
    [[256, 'width'], 1024, 256, true],
    [['height', 256], 256, 1024, true],
    [[256, 'width'], 1024, 512, false],
  ])('is any other size where the graph fixes %j', (shape, width, height, fits) => {
    expect(lacking(model(shape), { picture: { width, height } }) === null).toBe(fits);
  });

  it.each([[['gbuffer']], [['gbuffer', 'known']], [['gbuffer', 'mask']]])(
    'is known pixels, of a graph with %j alone',
    (names) => {
      const needs = { conditioning: ['known-pixels' as const] };
      expect(lacking(model(undefined, names), needs)).toMatch(/known pixels/);
      expect(lacking(model(), needs)).toBeNull();
    },
  );
});
