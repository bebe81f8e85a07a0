import { describe, expect, it } from 'vitest';
import { deviceFinding } from './device-checks';
import { look } from './finding';
import type { ProbedProvider } from './provider-probe';

const provider = (name: string, works: boolean, wanted = false): ProbedProvider => ({
  name,
  wanted,
  works,
  reason: works ? null : `The provider '${name}' cannot run this graph here: no adapter`,
  placement: works ? [{ provider: `${name.toUpperCase()}ExecutionProvider`, nodes: 5 }] : [],
});

describe('devices', () => {
  it('pass with what every provider really does', () => {
    const found = deviceFinding({ device: 'cpu', deviceFallback: 'refuse' }, [
      provider('cpu', true, true),
      provider('webgpu', false),
    ]);
    expect(found).toMatchObject({
      state: 'pass',
      detail:
        "cpu works (5 nodes on CPUExecutionProvider); webgpu does not work here (The provider 'webgpu' cannot run this graph here: no adapter)",
    });
  });

  it.each([
    ['refuse', 'fail'],
    ['cpu', 'warn'],
  ] as const)('with the fallback %s, a device that does not work: %s', (deviceFallback, state) => {
    const probed = [provider('cpu', true), provider('webgpu', false, true)];
    const found = deviceFinding({ device: 'webgpu', deviceFallback }, probed);
    expect(found).toMatchObject({ state, hint: expect.stringContaining('docs/devices.md') });
    expect(found.detail).toContain('no adapter');
  });

  it('fail for a name that no provider has', () => {
    const found = deviceFinding({ device: 'gpu', deviceFallback: 'refuse' }, [provider('cpu', true)]);
    expect(found).toMatchObject({ state: 'fail', detail: expect.stringContaining('no such provider') });
  });

  it('fail when the probe died before it said anything of the CPU', async () => {
    const finding = await look('devices', async () =>
      deviceFinding({ device: 'cpu', deviceFallback: 'cpu' }, []),
    );
    expect(finding).toMatchObject({ state: 'fail', facts: { code: 'inference-unavailable' } });
  });
});
