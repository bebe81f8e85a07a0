import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@maquette/kernel';
import { Database, PrismaGenerationLedger, PrismaWakeUps } from '@maquette/persistence';
import { BullJobQueue, openBullQueue } from '@maquette/queue-bull';
import { sweep } from '../../../libs/platform/src/sweeper';
import { WakeUpRelay } from '../../../libs/platform/src/wake-up-relay';
import { video } from './records';

/**
 * `DATABASE REDIS LEASE_MS`: a worker process with the real ledger, outbox, relay, sweeper and queue. Its pipeline is a
 * stand-in that paints nothing: it waits some milliseconds and publishes. Says `ready`, then `refused ID` for each write
 * that its lost lease was refused. Stops after the work in hand on SIGTERM.
 */
async function main([url, redisUrl, lease]: string[]): Promise<void> {
  const leaseMs = Number(lease);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const database = new Database(url, { connections: 5, connectTimeoutMs: 2_000 });
  const ledger = new PrismaGenerationLedger(database);
  const queue = new BullJobQueue({ open: (pool) => openBullQueue({ redisUrl }, pool) });
  const relay = new WakeUpRelay({ outbox: new PrismaWakeUps(database), queue, log }, { pollMs: 100 });
  const sweeping = setInterval(() => void sweep({ ledger, queue, log }, leaseMs), leaseMs / 2);
  const worker = newId('wrk');
  const consumer = await queue.consume('cpu', 2, async ({ generationId }) => {
    const taken = await ledger.claim(generationId, worker, leaseMs);
    if (!taken) return { type: 'done' };
    await delay(20);
    await ledger.heartbeat(taken.claim, { framesDone: 1, leaseMs });
    await delay(20);
    if (!(await ledger.publish(taken.claim, [video]))) process.stdout.write(`refused ${generationId}\n`);
    return { type: 'done' };
  });
  process.once('SIGTERM', async () => {
    await consumer.stop();
    clearInterval(sweeping);
    await relay.close();
    await queue.close();
    await database.close();
    process.exit(0);
  });
  process.stdin.once('end', () => process.exit(0)).resume(); // the test is gone
  process.stdout.write('ready\n');
}

process.on('unhandledRejection', () => undefined); // a server that goes away in the middle of anything
main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(70);
});
