import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSession, nodePlacement } from './session';

const PROBE = join(__dirname, '../../data/probe.onnx');

describe('where a graph really runs', () => {
  it('is told by the runtime itself, node by node', async () => {
    expect(await nodePlacement(PROBE, 'cpu')).toEqual([{ provider: 'CPUExecutionProvider', nodes: 5 }]);
  });

  it('is the CPU for a provider that the runtime drops without a word', async () => {
    expect(await nodePlacement(PROBE, 'nonesuch')).toEqual([{ provider: 'CPUExecutionProvider', nodes: 5 }]);
  });

  it('is nowhere, where the CPU may not step in', async () => {
    const refused = createSession(PROBE, { provider: 'nonesuch', fallback: 'refuse' });
    await expect(refused).rejects.toMatchObject({ kind: 'unavailable', code: 'device-unavailable' });
  });

  it('leaves no file behind', async () => {
    const { readdir } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('maquette-profile-'));
    const before = await left();
    await nodePlacement(PROBE, 'cpu');
    expect(await left()).toEqual(before);
  });
});
