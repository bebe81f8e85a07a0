import type { Domain } from '@maquette/kernel';

/** A group of workers with the same devices, as far as placing needs it. */
export interface Pool {
  name: string;
  /** Domains whose checkpoints it runs. */
  domains: readonly Domain[] | 'all';
  /** Generations waiting for it. */
  waiting: number;
}

/** The pool of the domain with the fewest generations waiting; of equal ones the first. */
export function choosePool(domain: Domain, pools: readonly Pool[]): { name: string; reason: string } | null {
  const fitting = pools.filter(({ domains }) => domains === 'all' || domains.includes(domain));
  if (fitting.length === 0) return null;
  const chosen = fitting.reduce((best, pool) => (pool.waiting < best.waiting ? pool : best));
  const among =
    fitting.length === 1 ? 'the only one of the domain' : `the shortest queue of ${fitting.length}`;
  return { name: chosen.name, reason: `Pool ${chosen.name}: ${among}, ${chosen.waiting} waiting.` };
}
