import { Survey, type PlatformConfig } from '@maquette/platform';
import { deviceCheck } from './device-checks';
import { look, warn, type Finding } from './finding';
import { hostChecks } from './host-checks';
import { recordChecks, registryChecks } from './record-checks';
import { secrets } from './secret-checks';
import { serverChecks } from './server-checks';
import { workChecks } from './work-checks';

/** Everything that a self-hoster has to know before a user does, the machine first. */
export async function diagnose(config: PlatformConfig): Promise<Finding[]> {
  const survey = new Survey(config);
  try {
    const host = await Promise.all(hostChecks(config));
    const servers = await serverChecks(config, survey);
    const [database] = servers;
    return [
      ...host,
      ...servers,
      ...(await registryChecks(survey)),
      ...(readable(database) ? await inDatabase(config, survey) : notLookedAt()),
      await look('secrets', () => secrets(config)),
      await deviceCheck(config),
    ];
  } finally {
    await survey.close();
  }
}

async function inDatabase(config: PlatformConfig, survey: Survey): Promise<Finding[]> {
  return [...(await recordChecks(survey)), ...(await workChecks(config, survey))];
}

/** Only a database of exactly this version's schema can be read. */
function readable({ state, facts }: Finding): boolean {
  const { pending = [] } = (facts?.migrations ?? {}) as { pending?: string[] };
  return state !== 'fail' && pending.length === 0;
}

function notLookedAt(): Finding[] {
  return ['audit log', 'credentials', 'pools', 'join token'].map((part) => ({
    part,
    ...warn('not looked at: it is in the database', 'See to the database first.'),
  }));
}
