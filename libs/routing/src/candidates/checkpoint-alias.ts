import type { Digest } from '@maquette/kernel';
import type { Standing } from '@maquette/provenance';

/** Where an alias points now, as far as routing asks. */
export interface CheckpointAlias {
  /** `architecture/daylight` */
  checkpointId: string;
  alias: string;
  /** `architecture/daylight@1.0.0` */
  target: string;
  recordDigest: Digest;
  /** `ready`, or why the alias leads nowhere. */
  state: 'ready' | 'withdrawn' | 'superseded';
  /** Share of the clients that the alias `canary` takes, 0–100; null of every other alias. */
  percent: number | null;
}

/** What has been decided about records, and about the names of checkpoint versions; without aliases none is known. */
export interface RoutingStanding extends Standing {
  readonly aliases?: readonly CheckpointAlias[];
}
