import { MaquetteError } from '@maquette/kernel';
import type { Platform } from '@maquette/platform';
import { parseReference } from '@maquette/registry';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { table, type Output } from '../output';
import { withPlatform } from '../with-platform';

interface AliasOptions {
  from?: string;
  new?: boolean;
}

/**
 * Points an alias at a version. Without --from or --new it is moved from wherever it points when the command begins.
 */
export async function registryAlias(
  output: Output,
  options: AliasOptions,
  reference: string,
  alias: string,
): Promise<void> {
  const { from } = options;
  if (from !== undefined && options.new) {
    throw new MaquetteError(
      'bad-usage',
      'options-exclude-each-other',
      'An alias that is new comes from nowhere.',
      {
        hint: 'Give --from VERSION or --new, or neither.',
      },
    );
  }
  await withPlatform(loadConfig(), async (platform) => {
    const expected = options.new ? null : (from ?? (await currentTarget(platform, reference, alias)));
    const actor = await actorOf(platform);
    const moved = await platform.checkpoints.moveAlias(actor, reference, alias, expected);
    output.result(moved, `${moved.reference} points at ${moved.target}, moved ${moved.moves} times so far.`);
  });
}

/**
 * Points the alias canary at a version, and gives it a share of the clients: each client stays on its side as long as the
 * share does not cross it. At 0 percent nobody gets it.
 */
export async function registryCanary(
  output: Output,
  { percent }: { percent: number },
  reference: string,
): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const expected = await currentTarget(platform, reference, 'canary');
    const actor = await actorOf(platform);
    const moved = await platform.checkpoints.moveAlias(actor, reference, 'canary', expected, percent);
    output.result(
      moved,
      `${moved.target} is the canary of ${moved.checkpointId}, for ${moved.percent} % of the clients.`,
    );
  });
}

export async function registryAliases(output: Output): Promise<void> {
  await withPlatform(loadConfig(), async ({ checkpoints }) => {
    const aliases = await checkpoints.aliases();
    const rows = aliases.map(({ reference, target, state, percent, movedBy, movedAt }) => [
      reference,
      target,
      percent === null ? state : `${state}, ${percent} %`,
      `moved by ${movedBy} on ${movedAt.toISOString()}`,
    ]);
    output.result({ aliases }, rows.length > 0 ? table(rows) : 'There is no alias yet.');
  });
}

async function currentTarget(
  { checkpoints }: Platform,
  reference: string,
  alias: string,
): Promise<string | null> {
  const { domain, name } = parseReference(reference);
  const known = await checkpoints.aliases(`${domain}/${name}`);
  return known.find((entry) => entry.alias === alias)?.target ?? null;
}
