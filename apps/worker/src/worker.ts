import { availableParallelism, hostname, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, Generation } from '@maquette/generation';
import type { ModelMeasure } from '@maquette/inference';
import { newId } from '@maquette/kernel';
import type { Taken } from '@maquette/persistence';
import {
  type Platform,
  admitWorker,
  assertLicensed,
  deviceKindOf,
  leaseTimes,
  megapixelFramesOf,
  startSweeper,
} from '@maquette/platform';
import { serveMetrics } from '@maquette/telemetry';
import { takeCores, type CoreShare } from './core-share';
import { GenerationHandler } from './generation-handler';
import { InferenceProcess } from './inference-process';
import { observed } from './observed';
import { openWorkFolder } from './work-folder';
import { WorkerMetrics } from './worker-metrics';

/** How often the worker says that it is alive. */
const SEEN_MS = 4000;

/** What giving a clip back may take, once the time for finishing it is over. */
const HAND_BACK_MS = 3_000;

/** One worker: consumes its pool's queue and supervises the inference process of its device. */
export class Worker {
  readonly id = newId('wrk');
  private inference: InferenceProcess | null = null;
  private share: CoreShare | null = null;
  private deviceKind = 'cpu';
  private consumer: Consumer | null = null;
  private seenTimer: NodeJS.Timeout | null = null;
  private stopSweeper: (() => Promise<void>) | null = null;
  private readonly metrics = new WorkerMetrics();
  private metricsServer: { close(): Promise<void> } | null = null;

  constructor(private readonly platform: Platform) {}

  async start(): Promise<void> {
    const { config, workers, queue, credentials, log } = this.platform;
    const token = await admitWorker(this.platform);
    if (token) log.info({ token, pool: config.pool }, 'joined with a token');
    if (config.metricsPort !== null)
      this.metricsServer = await serveMetrics(this.metrics, { host: config.host, port: config.metricsPort });
    await credentials.assertCanSign(); // a worker that cannot sign would paint for nothing
    const { inference, device } = await this.startInference();
    await workers.register({
      id: this.id,
      pool: config.pool,
      domains: 'all',
      host: hostname(),
      processId: process.pid,
      device,
      memoryBytes: this.memoryBytes,
      labels: config.labels,
    });
    this.deviceKind = deviceKindOf(device);
    this.seenTimer = setInterval(() => void this.reportSeen(), SEEN_MS);
    const times = leaseTimes(config.leaseMs);
    this.stopSweeper = startSweeper(this.platform, { intervalMs: times.sweepMs, ageMs: times.leaseMs });
    const parts = {
      workerId: this.id,
      ledger: this.platform.ledger,
      store: this.platform.store,
      credentials: this.platform.credentials,
      registry: this.platform.registry,
      installed: this.platform.installed,
      assertLicensed: (generation: Generation) => assertLicensed(this.platform, generation),
      inference,
      claimNext: (leaseMs: number) => this.claimNext(leaseMs),
      times,
      measured: (generation: Generation, seconds: number) => this.keepPace(generation, seconds),
      workFolder: await openWorkFolder(join(config.home, 'work')),
      ffmpegPath: config.ffmpegPath ?? undefined,
      log: (message: string, facts: Record<string, unknown>) => log.info(facts, message),
    };
    const handler = new GenerationHandler(observed(parts, this.metrics));
    // One clip at a time: the device is one.
    this.consumer = await queue.consume(config.pool, 1, (wakeUp) => handler.handle(wakeUp));
    log.info({ worker: this.id, pool: config.pool, device }, 'worker ready');
  }

  /**
   * Takes nothing new, and gives the clip in hand as long as it may have to finish; after that it is given back to the queue.
   * A ledger that does not answer then, either, is not waited for: the lease runs out by itself.
   */
  async stop(): Promise<void> {
    const { drainMs } = this.platform.config;
    const handBack = setTimeout(() => void this.inference?.close(), drainMs);
    await within(this.consumer?.stop(), drainMs + HAND_BACK_MS);
    clearTimeout(handBack);
    await this.stopSweeper?.();
    if (this.seenTimer) clearInterval(this.seenTimer);
    await this.inference?.close();
    await this.metricsServer?.close();
    await this.share?.letGo();
    await this.platform.workers.stopped(this.id).catch(() => undefined); // the database may be gone already
  }

  private claimNext(leaseMs: number): Promise<Taken | 'held' | null> {
    const { turns, config } = this.platform;
    const { id, memoryBytes } = this;
    const warm = this.inference?.warmCheckpoints ?? [];
    return turns.claimNext(
      { id, pool: config.pool, deviceKind: this.deviceKind, memoryBytes, warm },
      leaseMs,
    );
  }

  /** For the estimates of those that come later; a clip stands whether or not this is written. */
  private async keepPace({ checkpoint, request }: Generation, seconds: number): Promise<void> {
    const { measures, log } = this.platform;
    const megapixelFrames = megapixelFramesOf(request);
    await measures
      .clip(checkpoint, this.deviceKind, { seconds, megapixelFrames })
      .catch((error: Error) => log.warn({ error: error.message }, 'the pace of a clip was not kept'));
  }

  private async reportSeen(): Promise<void> {
    try {
      await this.platform.workers.seen(this.id, { warmCheckpoints: this.inference?.warmCheckpoints ?? [] });
    } catch (error) {
      this.platform.log.warn({ error: (error as Error).message }, 'could not report to the database');
    }
  }

  /** The child that owns the device, once it said what that really runs on. Errors: those of InferenceProcess.warmUp. */
  private async startInference(): Promise<{ inference: InferenceProcess; device: string }> {
    const { config, log } = this.platform;
    this.inference = new InferenceProcess({
      device: config.device,
      fallback: config.deviceFallback,
      memoryBytes: this.memoryBytes,
      probe: join(config.root, 'libs', 'inference', 'data', 'probe.onnx'),
      threads: await this.threads(),
      shelf: ({ loaded, evicted }) => {
        this.metrics.loads.inc(loaded.length);
        this.metrics.evictions.inc(evicted.length);
      },
      measured: (measure) => void this.keepMeasure(measure),
      log: (message, facts) => log.info(facts, message),
    });
    const { provider, fallback } = await this.inference.warmUp();
    if (fallback)
      log.warn({ device: config.device, provider, fallback }, 'the device runs on another provider');
    return { inference: this.inference, device: fallback ? provider : config.device };
  }

  /**
   * Of the cores that no other worker of this machine has, one is the raster thread's and the model gets the others. A
   * number that was given is kept to; where that is more than there are, the log says so.
   */
  private async threads(): Promise<number> {
    const { config, log } = this.platform;
    const cores = availableParallelism();
    const wanted = config.inferenceThreads === null ? cores : config.inferenceThreads + 1;
    this.share = await takeCores(join(tmpdir(), `maquette-cores-${process.getuid?.() ?? 0}`), wanted, cores);
    const threads = config.inferenceThreads ?? Math.max(1, this.share.cores - 1);
    if (threads + 1 > this.share.cores)
      log.warn(
        { cores, free: this.share.cores, threads: threads + 1 },
        'workers share the cores of this machine',
      );
    return threads;
  }

  /** What checkpoints may take together. Half of what there is leaves room for scenes, frames and everything else. */
  private get memoryBytes(): number {
    const allowed = process.constrainedMemory() || Infinity;
    return this.platform.config.deviceMemory ?? Math.floor(Math.min(totalmem(), allowed) / 2);
  }

  private async keepMeasure({ checkpoint, loadBytes, peakBytes, ...size }: ModelMeasure): Promise<void> {
    const { config, measures, log } = this.platform;
    log.info({ checkpoint, loadBytes, peakBytes, ...size }, 'memory measured');
    if (!config.device.startsWith('cpu')) return; // of a device's own memory the process cannot say anything
    await measures.memory(checkpoint, 'cpu', peakBytes).catch((error: Error) => {
      log.warn({ error: error.message }, 'a measure was not kept');
    });
  }
}

/** Resolves with the work, or when its time is over. */
async function within(work: Promise<void> | undefined, ms: number): Promise<void> {
  const over = new AbortController();
  try {
    await Promise.race([work, delay(ms, undefined, { signal: over.signal })]);
  } finally {
    over.abort();
  }
}
