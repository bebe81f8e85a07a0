import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import type { PlatformConfig } from '@maquette/platform';
import { fail, look, pass, warn, type Finding, type Found } from './finding';
import type { ProbedProvider } from './provider-probe';

type Wanted = Pick<PlatformConfig, 'device' | 'deviceFallback'>;

/** What the runtime's execution providers really do here. */
export function deviceCheck(config: PlatformConfig): Promise<Finding> {
  return look('devices', async () => deviceFinding(config, await probeProviders(config)));
}

/** In a process of its own: the runtime's libraries write to standard error as they like, and may take a process down. */
export async function probeProviders({
  root,
  device,
}: Pick<PlatformConfig, 'root' | 'device'>): Promise<ProbedProvider[]> {
  const model = join(root, 'libs', 'inference', 'data', 'probe.onnx');
  const probe = fork(join(__dirname, 'provider-probe.js'), [model, device], { stdio: 'ignore' });
  const found: ProbedProvider[] = [];
  probe.on('message', (message: ProbedProvider) => found.push(message));
  await once(probe, 'close');
  return found;
}

export function deviceFinding({ device, deviceFallback }: Wanted, found: readonly ProbedProvider[]): Found {
  const facts = { wanted: device, providers: found };
  const detail = found.map(describe).join('; ');
  if (!found.some(({ name, works }) => name === 'cpu' && works)) throw broken(detail);
  const wanted = found.find((each) => each.wanted);
  if (wanted?.works) return pass(detail, facts);
  const why = wanted?.reason ?? 'the runtime has no such provider.';
  const problem = `MAQUETTE_DEVICE is ${device}, which does not work here: ${why}`;
  if (deviceFallback === 'cpu')
    return warn(
      problem,
      'A worker runs on the CPU (MAQUETTE_DEVICE_FALLBACK=cpu). See docs/devices.md.',
      facts,
    );
  return fail(
    problem,
    'See docs/devices.md for what the provider needs; MAQUETTE_DEVICE_FALLBACK=cpu lets the CPU do it.',
    facts,
  );
}

function describe({ name, works, placement, reason }: ProbedProvider): string {
  if (!works) return `${name} does not work here (${reason ?? 'no reason given'})`;
  const ran = placement.map(({ provider, nodes }) => `${nodes} nodes on ${provider}`).join(', ');
  return `${name} works (${ran})`;
}

function broken(detail: string): MaquetteError {
  const message = `ONNX Runtime does not run on this machine. ${detail}`.trim();
  return new MaquetteError('unavailable', 'inference-unavailable', message, {
    hint: 'Run npm ci again on this machine.',
  });
}
