import { BullJobQueue, openBullQueue } from '@maquette/queue-bull';
import { PostgresJobQueue } from '@maquette/queue-postgres';
import { hasRedis, startRedis } from '../../libs/testing/src/redis-server'; // not through the index, which wants a test runner
import { printResult } from './print-result';
import { machineFacts } from './support/machine';
import { generationsPerSecond, withRealLedger } from './support/real-ledger';

/**
 * Generations a second through ledger, outbox and queue with nothing to paint, one process, embedded Postgres with its
 * flushes. Over Redis (Bull) where redis-server is installed, with one pool and with four; and over graphile-worker.
 */
async function main(): Promise<void> {
  printResult('machine', machineFacts());
  await withRealLedger(async (ledger) => {
    if (hasRedis()) {
      const redis = await startRedis();
      const queue = new BullJobQueue({ open: (pool) => openBullQueue({ redisUrl: redis.url }, pool) });
      for (const pools of [1, 4])
        printResult('ledger on Redis', await generationsPerSecond(ledger, queue, pools));
      await queue.close();
      await redis.stop();
    }
    const queue = new PostgresJobQueue({ connectionString: ledger.url });
    printResult('ledger on graphile-worker', await generationsPerSecond(ledger, queue, 1));
    await queue.close();
  });
  printResult('machine afterwards', machineFacts());
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
});
