import { skewOf, type ClockLook, type PlatformConfig, type Survey } from '@maquette/platform';
import { fail, look, pass, together, warn, type Finding, type Found } from './finding';

/** S3 servers refuse what is signed more than 15 minutes off; leases and deadlines are told by the database's clock. */
const SKEW_MS = { noticed: 2_000, refused: 300_000 };

/** Below these nothing was ever run. */
const OLDEST = { PostgreSQL: 15, Redis: 7 };

/** Database, queue and store, and their clocks. */
export async function serverChecks(config: PlatformConfig, survey: Survey): Promise<Finding[]> {
  const clocks: Record<string, Found> = {};
  const noteClock = (name: string, clock: ClockLook | null, resolutionMs?: number) => {
    if (clock) clocks[name] = skewFinding(name, clock, resolutionMs);
  };
  const database = await look('database', async () => {
    const { version, clock, migrations } = await survey.database();
    noteClock('PostgreSQL', clock);
    const where = config.databaseUrl ? 'at DATABASE_URL' : `embedded, in ${config.home}`;
    const facts = { version, migrations };
    return together([versionFinding('PostgreSQL', version, where, facts), migrationFinding(migrations)]);
  });
  const queue = await look('queue', async () => {
    const redis = await survey.queue();
    if (!redis) return 'on PostgreSQL';
    noteClock('Redis', redis.clock);
    const { version, evictionPolicy } = redis;
    const facts = { version, evictionPolicy };
    return together([
      versionFinding('Redis', version, 'at REDIS_URL', facts),
      evictionPolicy === 'noeviction'
        ? pass('never evicts')
        : warn(
            `Redis evicts keys when its memory is full (maxmemory-policy ${evictionPolicy})`,
            'Set maxmemory-policy to noeviction: evicted wake-ups are found again only by the sweeper.',
          ),
    ]);
  });
  const store = await look('store', async () => {
    const s3 = await survey.store();
    if (!s3 || !config.s3) return `folder ${config.home}/store`;
    noteClock('S3', s3.clock, 1_000);
    const product = s3.product ?? 'S3';
    return pass(`${product}, bucket ${config.s3.bucket} at ${config.s3.endpoint}: written and removed`, {
      product,
    });
  });
  const skews = Object.values(clocks);
  const clock: Finding =
    skews.length > 0
      ? { part: 'clocks', ...together(skews) }
      : { part: 'clocks', ...warn('no server answered', 'See above.') };
  return [database, queue, store, clock];
}

function versionFinding(
  product: 'PostgreSQL' | 'Redis',
  version: string,
  where: string,
  facts: Found['facts'],
): Found {
  const detail = `${product} ${version}, ${where}`;
  if (Number.parseInt(version, 10) >= OLDEST[product]) return pass(detail, facts);
  return warn(detail, `Maquette was tried with ${product} ${OLDEST[product]} and newer.`, facts);
}

export function migrationFinding({
  applied,
  pending,
  interrupted,
  unknown,
  changed,
}: Awaited<ReturnType<Survey['database']>>['migrations']): Found {
  if (unknown.length > 0)
    return fail(
      `the database has migrations that this version lacks: ${unknown.join(', ')}`,
      'Run the version of Maquette that migrated this database, or a later one.',
    );
  if (changed.length > 0)
    return fail(
      `migrations that were applied say something else today: ${changed.join(', ')}`,
      'Restore prisma/migrations as the release has it.',
    );
  if (interrupted.length > 0 || pending.length > 0)
    return warn(
      `${pending.length} migrations wait${interrupted.length > 0 ? `, ${interrupted.join(', ')} was interrupted` : ''}`,
      'Run maquette migrate; starting the api or a worker does it, too.',
    );
  return pass(`${applied.length} migrations, none waits`);
}

/** `resolutionMs`: of the clock that was read. */
export function skewFinding(name: string, clock: ClockLook, resolutionMs = 1): Found {
  const { aheadMs, uncertainMs } = skewOf(clock, resolutionMs);
  const off = Math.max(0, Math.abs(aheadMs) - uncertainMs);
  const detail = `${name} ${aheadMs < 0 ? 'behind' : 'ahead'} by ${Math.abs(aheadMs)} ms (± ${uncertainMs})`;
  const facts = { [name]: { aheadMs, uncertainMs } };
  const hint = 'Let a time service (chrony, systemd-timesyncd) set the clock of both machines.';
  if (off < SKEW_MS.noticed) return pass(detail, facts);
  return off < SKEW_MS.refused ? warn(detail, hint, facts) : fail(detail, hint, facts);
}
