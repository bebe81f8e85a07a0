import { availableParallelism, freemem, hostname, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Consumer } from '@maquette/generation';
import { newId } from '@maquette/kernel';
import { type Platform, assertLicensed, startSweeper } from '@maquette/platform';
import { GenerationHandler } from './generation-handler';
import { InferenceProcess } from './inference-process';
import { openWorkFolder } from './work-folder';

/** How often the worker says that it is alive. */
const SEEN_MS = 4000;

/** One worker: consumes its pool's queue and supervises the inference process of its device. */
export class Worker {
  readonly id = newId('wrk');
  private readonly inference: InferenceProcess;
  private consumer: Consumer | null = null;
  private seenTimer: NodeJS.Timeout | null = null;
  private stopSweeper: (() => Promise<void>) | null = null;

  constructor(private readonly platform: Platform) {
    const { config, log } = platform;
    this.inference = new InferenceProcess({
      device: config.device,
      threads: config.inferenceThreads ?? inferenceThreads(),
      log: (message, facts) => log.info(facts, message),
    });
  }

  async start(): Promise<void> {
    const { config, workers, queue, credentials, log } = this.platform;
    await credentials.assertCanSign(); // a worker that cannot sign would paint for nothing
    await workers.register({
      id: this.id,
      pool: config.pool,
      domains: 'all',
      host: hostname(),
      processId: process.pid,
      device: config.device,
      memoryBytes: Math.min(totalmem(), freemem() * 2),
    });
    this.seenTimer = setInterval(() => void this.reportSeen(), SEEN_MS);
    this.stopSweeper = startSweeper(this.platform);
    const handler = new GenerationHandler({
      workerId: this.id,
      ledger: this.platform.ledger,
      store: this.platform.store,
      credentials: this.platform.credentials,
      registry: this.platform.registry,
      installed: this.platform.installed,
      assertLicensed: (generation) => assertLicensed(this.platform, generation),
      inference: this.inference,
      workFolder: await openWorkFolder(join(config.home, 'work')),
      ffmpegPath: config.ffmpegPath ?? undefined,
      log: (message, facts) => log.info(facts, message),
    });
    this.inference.warmUp();
    // One clip at a time: the device is one.
    this.consumer = await queue.consume(config.pool, 1, (wakeUp) => handler.handle(wakeUp));
    log.info({ worker: this.id, pool: config.pool, device: config.device }, 'worker ready');
  }

  /** Finishes the clip in hand, unless it is told to stop at once by a kill. */
  async stop(): Promise<void> {
    await this.consumer?.stop();
    await this.stopSweeper?.();
    if (this.seenTimer) clearInterval(this.seenTimer);
    await this.inference.close();
    await this.platform.workers.stopped(this.id).catch(() => undefined); // the database may be gone already
  }

  private async reportSeen(): Promise<void> {
    try {
      const warm = this.inference.warmCheckpoint;
      await this.platform.workers.seen(this.id, { warmCheckpoints: warm ? [warm] : [] });
    } catch (error) {
      this.platform.log.warn({ error: (error as Error).message }, 'could not report to the database');
    }
  }
}

/** The raster thread takes a core of its own; the model gets the others. */
function inferenceThreads(): number {
  return Math.max(1, availableParallelism() - 1);
}
