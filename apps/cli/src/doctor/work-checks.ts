import type { PlatformConfig, Survey } from '@maquette/platform';
import { look, pass, warn, type Finding } from './finding';

/** Who works, and whether a worker of this configuration would be let in. */
export async function workChecks(config: PlatformConfig, survey: Survey): Promise<Finding[]> {
  return [
    await look('pools', () => pools(config, survey)),
    await look('join token', () => join(config, survey)),
  ];
}

async function pools({ databaseUrl, pool }: PlatformConfig, survey: Survey) {
  const found = await survey.pools();
  const facts = { pools: found };
  const parts = found.map(
    ({ name, state, workers, queued, parked }) =>
      `${name} (${state}): ${workers} workers, ${queued} waiting, ${parked} parked`,
  );
  const detail = parts.join('; ') || 'none yet; generate and serve start a worker';
  const parked = found.filter((each) => each.parked > 0).map(({ name }) => name);
  if (parked.length > 0)
    return warn(detail, `See why with maquette pools parked ${parked[0]}, then requeue or cancel.`, facts);
  const stuck = found.filter((each) => each.queued > 0 && (each.workers === 0 || each.state === 'paused'));
  if (stuck.length > 0)
    return warn(
      detail,
      `Nobody works for ${stuck[0].name}: start a worker, or maquette pools resume.`,
      facts,
    );
  if (databaseUrl && found.every(({ workers }) => workers === 0))
    return warn(detail, `Start a worker: MAQUETTE_POOL=${pool} maquette worker --join.`, facts);
  return pass(detail, facts);
}

async function join({ pool }: PlatformConfig, survey: Survey): Promise<string> {
  const { token } = await survey.join();
  return token ? `${token} opens ${pool}` : 'none is asked for here';
}
