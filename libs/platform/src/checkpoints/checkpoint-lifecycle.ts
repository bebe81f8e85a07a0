import { requirePermission, type Actor } from '@maquette/access';
import { MaquetteError, type Digest } from '@maquette/kernel';
import type {
  AliasEntry,
  AliasMove,
  CheckpointLifecycleEntry,
  CheckpointLineage,
  PrismaAliases,
  PrismaCheckpoints,
} from '@maquette/persistence';
import type { Standing } from '@maquette/provenance';
import {
  checkAlias,
  parseReference,
  publicationChecklist,
  type CheckpointEntry,
  type DatasetUse,
  type PublicationChecklist,
  type Registry,
} from '@maquette/registry';
import { signatureFacts } from './signature-facts';

export interface LifecycleParts {
  registry: Registry;
  versions: PrismaCheckpoints;
  aliases: PrismaAliases;
  /** What has been decided about records up to now. */
  standing(): Promise<Standing>;
}

/** A version of the registry with what the database knows of it; null: it is not registered, being quarantined. */
export interface CheckpointStatus {
  entry: CheckpointEntry;
  lifecycle: CheckpointLifecycleEntry | null;
  /** Aliases that lead to it now. */
  aliases: string[];
}

export interface Lineage extends CheckpointLineage {
  reference: string;
  /** Datasets of the version itself; with parents, what it was fine-tuned with. Roles as in the record. */
  datasets: { reference: string; digest: Digest; roles: DatasetUse['roles'] }[];
}

/**
 * Checkpoint versions between registration and withdrawal: the files of the registry and the decisions of the database
 * together. Wherever a reference is taken, an alias may stand in it. Acts need the actor's permission.
 */
export class CheckpointLifecycle {
  constructor(private readonly parts: LifecycleParts) {}

  /**
   * The reference with a version in the place of an alias; any other comes back as it is. Errors:
   * `checkpoint-reference-invalid` (bad-input), `alias-unknown` (not-found), `alias-target-withdrawn`,
   * `alias-target-superseded` (conflict).
   */
  async resolve(reference: string): Promise<string> {
    const { domain, name, alias } = parseReference(reference);
    if (alias === null) return reference;
    return (await this.parts.aliases.resolve(`${domain}/${name}`, alias)).target;
  }

  /** Errors: those of resolve and Registry.show. */
  async show(reference: string): Promise<CheckpointStatus> {
    const entry = this.parts.registry.show(await this.resolve(reference));
    const [status] = await this.statuses([entry]);
    return status;
  }

  /** Every version of the registry, in its order. */
  list(): Promise<CheckpointStatus[]> {
    return this.statuses(this.parts.registry.list());
  }

  /** What a version lacks before it may be published. Errors: those of resolve and Registry.show. */
  async checklist(reference: string): Promise<PublicationChecklist> {
    const { registry, standing } = this.parts;
    return publicationChecklist(registry, await this.resolve(reference), await standing());
  }

  /**
   * Hashes the version again, and publishes it if it lacks nothing; a refusal is recorded, too. Errors: those of resolve
   * and Registry.show, `permission-missing` (refused), `publication-incomplete` (conflict), whose details list everything
   * that is missing, and those of PrismaCheckpoints.publish.
   */
  async publish(by: Actor, reference: string): Promise<CheckpointStatus> {
    requirePermission(by, 'checkpoint.publish');
    const { registry, versions } = this.parts;
    const resolved = await this.resolve(reference);
    await registry.verify(resolved);
    const checklist = await this.checklist(resolved);
    const { domain, name, version, recordDigest, signature } = registry.show(resolved);
    if (!checklist.complete || !recordDigest || signature.state !== 'valid') {
      const refused = { checkpointId: `${domain}/${name}`, version, recordDigest };
      await versions.recordRefusal(by, refused, checklist.missing);
      throw incomplete(checklist);
    }
    await versions.publish(by, recordDigest, signatureFacts(signature));
    return this.show(resolved);
  }

  /** Errors: those of resolve and Registry.show, and of PrismaCheckpoints.withdraw. */
  async withdraw(by: Actor, reference: string, reason: string): Promise<CheckpointStatus> {
    requirePermission(by, 'checkpoint.withdraw');
    const { entry } = await this.show(reference);
    await this.parts.versions.withdraw(by, digestOfRecord(entry), reason);
    return this.show(entry.reference);
  }

  /**
   * Points an alias of a checkpoint at one of its versions.
   * @param expected version that the alias is believed to point at; null: it is believed not to exist
   * @param percent of `canary` alone: share of the clients that it takes, 0–100; left out, it stays as it is
   * Errors: those of resolve and Registry.show, and of PrismaAliases.move.
   */
  async moveAlias(
    by: Actor,
    reference: string,
    alias: string,
    expected: string | null,
    percent?: number,
  ): Promise<AliasEntry> {
    checkAlias(alias);
    const { entry } = await this.show(reference);
    const checkpointId = `${entry.domain}/${entry.name}`;
    return this.parts.aliases.move(by, {
      checkpointId,
      alias,
      recordDigest: digestOfRecord(entry),
      expected,
      percent,
    });
  }

  /** Of one checkpoint (`architecture/daylight`), or of all. */
  aliases(checkpointId: string | null = null): Promise<AliasEntry[]> {
    return this.parts.aliases.list(checkpointId);
  }

  /** Errors: `alias-unknown` (not-found). */
  aliasHistory(checkpointId: string, alias: string): Promise<AliasMove[]> {
    return this.parts.aliases.history(checkpointId, alias);
  }

  /** Errors: those of resolve and Registry.show. */
  async lineage(reference: string): Promise<Lineage> {
    const { entry } = await this.show(reference);
    const related = await this.parts.versions.lineage(digestOfRecord(entry));
    return { reference: entry.reference, ...related, datasets: datasetsOf(entry) };
  }

  private async statuses(entries: readonly CheckpointEntry[]): Promise<CheckpointStatus[]> {
    const [lifecycles, aliases] = await Promise.all([this.parts.versions.lifecycles(), this.aliases()]);
    return entries.map((entry) => ({
      entry,
      lifecycle: (entry.recordDigest && lifecycles.get(entry.recordDigest)) ?? null,
      aliases: aliases
        .filter(({ recordDigest, state }) => state === 'ready' && recordDigest === entry.recordDigest)
        .map(({ alias }) => alias),
    }));
  }
}

function datasetsOf({ record }: CheckpointEntry): Lineage['datasets'] {
  const datasets = new Map<string, Lineage['datasets'][number]>();
  for (const { id, version, digest, role } of record?.datasets ?? []) {
    const dataset = datasets.get(digest) ?? { reference: `${id}@${version}`, digest, roles: [] };
    if (!dataset.roles.includes(role)) dataset.roles.push(role);
    datasets.set(digest, dataset);
  }
  return [...datasets.values()];
}

/** Of a version whose record can be read at all. */
function digestOfRecord({ reference, recordDigest, problems }: CheckpointEntry): Digest {
  if (recordDigest) return recordDigest;
  throw new MaquetteError(
    'conflict',
    'checkpoint-not-registered',
    `${reference} has no record that can be read.`,
    {
      hint: problems[0]?.remedy ?? 'See registry verify.',
      details: { reference, problems },
    },
  );
}

function incomplete({ reference, missing }: PublicationChecklist): MaquetteError {
  const lacks = missing.map(({ message }) => message).join(' ');
  return new MaquetteError(
    'conflict',
    'publication-incomplete',
    `${reference} cannot be published yet. ${lacks}`,
    {
      hint: `Supply what is missing; records and signature: maquette registry verify ${reference}.`,
      details: { reference, missing },
    },
  );
}
