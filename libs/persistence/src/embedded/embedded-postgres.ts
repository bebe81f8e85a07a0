import { mkdir, stat, truncate } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCluster, findCluster, refuseOtherMajor, type Cluster } from './cluster';
import { nativeBinaries } from './native-binaries';
import { freePort, runningPostmaster, startPostmaster, stopPostmaster, waitForEnd } from './postmaster';
import { postgresUser } from './run-as';
import { joinServer, urlOf, type ServerSeat } from './server-seat';
import { startFailure } from './start-failure';

export interface EmbeddedPostgresOptions {
  /** Folder for the database, its password and its log; created when missing. */
  dataDir: string;
  /** A fixed port; left out, a free one is found. A server that runs already keeps its own. */
  port?: number;
  /** False trades safety against power loss for speed: for tests only. */
  durable?: boolean;
  /** How long to try, starting and waiting together. */
  timeoutMs?: number;
}

export interface EmbeddedPostgres {
  /** `postgresql://maquette:…@127.0.0.1:<port>/maquette` */
  url: string;
  /** Leaves the server; the last process to leave stops it. Of those that leave together, each waits until it is gone. */
  stop(): Promise<void>;
}

/** How long a server that another process stops is waited for. */
const LEAVING_MS = 10_000;

const LOG_LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * The platform's own Postgres: creates, starts or joins the server of `dataDir`. Processes that name the same folder
 * share one server, whoever started it. A server that was killed is started again with its data.
 * Errors: `database-start-failed` (unavailable).
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  try {
    const deadline = Date.now() + (options.timeoutMs ?? 60_000);
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    for (let attempt = 0; Date.now() < deadline; attempt++) {
      const cluster = await findCluster(dataDir);
      const server = cluster && (await runningPostmaster(cluster));
      const seat = cluster && server?.ready ? await joinServer(cluster, server.port, deadline) : null;
      if (cluster && server && seat) return embedded(cluster, server.port, server.pid, seat);
      if (server)
        await sleep(20); // starting or leaving
      else await startServer({ ...options, dataDir }, cluster, attempt);
    }
    throw new Error('the server did not accept a connection in time');
  } catch (cause) {
    throw startFailure(dataDir, 'The embedded database could not be started', cause);
  }
}

async function startServer(
  options: EmbeddedPostgresOptions,
  found: Cluster | null,
  attempt: number,
): Promise<void> {
  const { dataDir, durable = true } = options;
  const as = await postgresUser(found && found.data);
  const binaries = await nativeBinaries(as);
  if (!found) await createCluster(dataDir, binaries, as, durable);
  const cluster = found ?? (await findCluster(dataDir));
  if (!cluster) throw new Error(`${dataDir} was removed while the database was being created`);
  await refuseOtherMajor(cluster, binaries);
  const log = join(dataDir, 'postgres.log');
  const logged = await stat(log).catch(() => null);
  if (logged && logged.size > LOG_LIMIT_BYTES) await truncate(log);
  const port = options.port ?? (await freePort());
  const outcome = await startPostmaster(cluster, binaries, as, { port, durable, log });
  if (outcome === 'port-taken' && (options.port !== undefined || attempt > 4)) {
    throw new Error(`port ${port}: address already in use`);
  }
  if (outcome !== 'started') await sleep(50);
}

function embedded(cluster: Cluster, port: number, pid: number, seat: ServerSeat): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  const leave = async () => {
    const left = await seat.leave();
    if (left === 'last') await stopPostmaster(pid);
    if (left === 'stopping' && !(await runningPostmaster(cluster))?.ready) await waitForEnd(pid, LEAVING_MS);
    await seat.close();
  };
  return { url: urlOf(cluster, port, 'maquette'), stop: () => (stopping ??= leave()) };
}
