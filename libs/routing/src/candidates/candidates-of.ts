import type { Domain } from '@maquette/kernel';
import type { CheckpointEntry, Registry } from '@maquette/registry';
import { isInCanary } from './canary';
import type { CheckpointAlias } from './checkpoint-alias';

/** A version that may be looked at for a request, and how it came to be one. */
export interface Proposal {
  entry: CheckpointEntry;
  /** `asked`: by its reference. `newest`: nobody pointed an alias at another. */
  by: 'asked' | 'canary' | 'stable' | 'newest';
}

/** An alias that leads nowhere: the checkpoint stays without a version until somebody moves it. */
export interface Dangling {
  checkpoint: string;
  reason: string;
}

export interface Proposals {
  /** In the order in which they are tried. */
  proposed: Proposal[];
  dangling: Dangling[];
}

/**
 * The checkpoint versions of a domain that a client's request may get, by checkpoint, in the registry's order. Where
 * somebody pointed `stable`, that version alone, and before it the one of `canary` for those clients that are in its
 * share; others never get that, not even when nothing else is left. Where there is no `stable`, every version, the
 * highest first.
 */
export function proposalsOf(
  domain: Domain,
  client: string,
  registry: Pick<Registry, 'list'>,
  aliases: readonly CheckpointAlias[],
): Proposals {
  const found: Proposals = { proposed: [], dangling: [] };
  const ofDomain = registry.list().filter((entry) => entry.domain === domain);
  for (const [checkpointId, entries] of byCheckpoint(ofDomain)) {
    const aliasOf = (name: string) =>
      aliases.find(({ checkpointId: of, alias }) => of === checkpointId && alias === name);
    const stable = aliasOf('stable');
    if (!stable) {
      found.proposed.push(...entries.map((entry) => ({ entry, by: 'newest' as const })));
      continue;
    }
    const canary = aliasOf('canary');
    const differs = canary !== undefined && canary.recordDigest !== stable.recordDigest;
    if (differs && isInCanary(client, checkpointId, canary.percent ?? 0))
      follow(canary, 'canary', entries, found);
    follow(stable, 'stable', entries, found);
  }
  return found;
}

function follow(
  alias: CheckpointAlias,
  by: Proposal['by'],
  entries: CheckpointEntry[],
  found: Proposals,
): void {
  const entry = targetOf(alias, entries);
  if (entry) found.proposed.push({ entry, by });
  else found.dangling.push(dangling(alias));
}

function targetOf(
  { target, recordDigest, state }: CheckpointAlias,
  entries: CheckpointEntry[],
): CheckpointEntry | null {
  if (state !== 'ready') return null;
  return entries.find((entry) => entry.reference === target && entry.recordDigest === recordDigest) ?? null;
}

function dangling({ checkpointId, alias, target, state }: CheckpointAlias): Dangling {
  const why = state === 'ready' ? 'which this installation has not' : `which was ${state}`;
  return {
    checkpoint: target,
    reason: `${checkpointId}@${alias} points at ${target}, ${why}: the alias has to be moved.`,
  };
}

function byCheckpoint(entries: readonly CheckpointEntry[]): Map<string, CheckpointEntry[]> {
  const groups = new Map<string, CheckpointEntry[]>();
  for (const entry of entries) {
    const id = `${entry.domain}/${entry.name}`;
    groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  return groups;
}
