import { spawnSync } from 'node:child_process';

export interface TestHost {
  /** Its address, which the other one reaches. */
  address: string;
  /** Command line that runs what follows it on this host. */
  within: string[];
}

export interface TwoNetworks {
  near: TestHost;
  far: TestHost;
  remove(): void;
}

/** Why tests on two networks are skipped, for their names; null when they run. */
export function whyNoNetworks(): string | null {
  if (process.getuid?.() !== 0) return 'network namespaces take root';
  const name = `maquette-try-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (made.error) return 'there is no `ip` (package iproute2)';
  if (made.status !== 0) return `no network namespace can be made: ${made.stderr.trim()}`;
  spawnSync('ip', ['netns', 'delete', name]);
  return null;
}

/**
 * Two network namespaces with a cable between them and no other way out, as two machines on one network have it. What
 * listens on one host's loopback cannot be reached from the other.
 */
export function twoNetworks(): TwoNetworks {
  const mark = process.pid.toString(36);
  const names = [`mq-near-${mark}`, `mq-far-${mark}`];
  const cable = [`mqn${mark}`, `mqf${mark}`];
  const addresses = ['10.231.77.1', '10.231.77.2'];
  const remove = () => names.forEach((name) => spawnSync('ip', ['netns', 'delete', name]));
  try {
    for (const name of names) ip('netns', 'add', name);
    // Both ends are made where they belong: the machine's own network never sees them.
    ip('-n', names[0], 'link', 'add', cable[0], 'type', 'veth', 'peer', 'name', cable[1], 'netns', names[1]);
    names.forEach((name, i) => {
      ip('-n', name, 'address', 'add', `${addresses[i]}/24`, 'dev', cable[i]);
      for (const link of ['lo', cable[i]]) ip('-n', name, 'link', 'set', link, 'up');
    });
  } catch (error) {
    remove();
    throw error;
  }
  const [near, far] = names.map((name, i) => ({
    address: addresses[i],
    within: ['ip', 'netns', 'exec', name],
  }));
  return { near, far, remove };
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
}
