import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type {
  Fallback,
  FromInference,
  ModelMeasure,
  RenderOrder,
  RenderSummary,
  ToInference,
} from '@maquette/inference';
import { type ErrorKind, MaquetteError } from '@maquette/kernel';

export interface FrameListener {
  frame(index: number, rgb: Uint8Array): Promise<void>;
}

export interface InferenceProcessOptions {
  /** `cpu`, `cuda`, `webgpu`, … */
  device: string;
  threads: number;
  /** What happens when the device cannot run a model; see docs/devices.md. */
  fallback?: Fallback;
  /** What checkpoints may take of the device's memory together; left out, all of the machine's. */
  memoryBytes?: number;
  /** A tiny model that shows whether the device runs anything. */
  probe?: string;
  /** Told of checkpoints that were loaded, and of those that had to go for them. */
  shelf?: (change: { loaded: string[]; evicted: string[] }) => void;
  /** Takes what a checkpoint was seen to need. */
  measured?: (measure: ModelMeasure) => void;
  /** Entry of the inference app; by default the one that was built beside this worker. */
  entry?: string;
  log: (message: string, facts: Record<string, unknown>) => void;
}

/** Times that a process may die over one clip before the clip is given up. */
const MAX_CRASHES = 3;

/** Free memory at the end of the heap that glibc may keep. */
export const TRIM_BYTES = 131_072;

/**
 * The child process that owns a device. It is started when first needed and again whenever it dies; the clip then goes on
 * at the first frame that is missing.
 */
export class InferenceProcess {
  private child: ChildProcess | null = null;
  private cancelRequested = false;
  private closed = false;
  /** Number of the order in hand, or of the last one. */
  private run = 0;
  /** References of the checkpoints that the living child has loaded, the last used first. */
  warmCheckpoints: string[] = [];

  constructor(private readonly options: InferenceProcessOptions) {}

  /** Process id of the living child, for tests and for operators. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /**
   * Starts the child ahead of the first clip, and answers what its device really runs on. Errors: `device-unavailable`,
   * `inference-crashed` (unavailable).
   */
  warmUp(): Promise<{ provider: string; fallback: string | null }> {
    const child = this.running();
    return new Promise((resolve, reject) => {
      const died = (): void => reject(diedAtStart());
      child.once('exit', died);
      const receive = (message: FromInference): void => {
        if (message.type !== 'ready' && message.type !== 'unusable') return;
        child.off('exit', died).off('message', receive);
        if (message.type === 'ready') resolve(message);
        else {
          const { kind, code, message: text, hint } = message;
          reject(new MaquetteError(kind as ErrorKind, code, text, { hint }));
        }
      };
      child.on('message', receive);
    });
  }

  /**
   * Renders the order's frames, in order, each exactly once; null when it was cancelled.
   * Errors: what the process reports, `inference-crashed` (internal) when it died too often, and `worker-stopping`
   * (unavailable) when it was closed meanwhile.
   */
  async render(order: RenderOrder, listener: FrameListener): Promise<RenderSummary | null> {
    this.cancelRequested = false;
    let next = order.firstFrame;
    for (let crashes = 0; crashes < MAX_CRASHES; crashes++) {
      if (this.closed) throw stopping();
      if (this.cancelRequested) return null;
      const outcome = await this.attempt({ ...order, firstFrame: next }, async (index, rgb) => {
        await listener.frame(index, rgb);
        next = index + 1;
      });
      if (outcome !== 'crashed') return outcome;
      if (this.closed) throw stopping();
      this.options.log('the inference process died; going on in a new one', {
        frame: next,
        crashes: crashes + 1,
      });
    }
    throw new MaquetteError(
      'internal',
      'inference-crashed',
      `The inference process died at frame ${next}, ${MAX_CRASHES} times.`,
      {
        hint: 'Look for an out-of-memory kill in the system log; a smaller picture needs less memory.',
        details: { frame: next },
      },
    );
  }

  /** Stops the clip after the frame in hand. */
  cancel(): void {
    this.cancelRequested = true;
    if (this.child?.connected) this.child.send({ type: 'cancel', run: this.run } satisfies ToInference);
  }

  /** Ends the process, and with it the clip in hand. */
  async close(): Promise<void> {
    this.closed = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL'); // it holds nothing that needs saving
    await once(child, 'exit');
  }

  private async attempt(
    order: RenderOrder,
    onFrame: (index: number, rgb: Uint8Array) => Promise<void>,
  ): Promise<RenderSummary | null | 'crashed'> {
    const child = this.running();
    const run = ++this.run;
    return new Promise((resolve, reject) => {
      // Frames are handled one after the other, whatever the pace they arrive at.
      let handled: Promise<unknown> = Promise.resolve();
      const finish = (settle: () => void): void => {
        child.off('message', receive);
        child.off('exit', died);
        handled.then(settle, reject);
      };
      const died = (): void => finish(() => resolve('crashed'));
      const receive = (message: FromInference): void => {
        if ('run' in message && message.run !== run) return; // of an order that was given up
        if (message.type === 'frame') {
          handled = handled.then(() => onFrame(message.index, message.rgb));
          handled.catch((error) => {
            this.cancel();
            reject(error);
          });
        } else if (message.type === 'loaded') {
          this.options.log('checkpoint loaded', { provider: message.provider, fallback: message.fallback });
        } else if (message.type === 'done') finish(() => resolve(message.summary));
        else if (message.type === 'cancelled') finish(() => resolve(null));
        else if (message.type === 'failed') {
          const { kind, code, message: text, hint } = message;
          finish(() => reject(new MaquetteError(kind as ErrorKind, code, text, { hint })));
        }
      };
      child.on('message', receive);
      child.once('exit', died);
      child.send({ type: 'render', run, order } satisfies ToInference, (error) => {
        if (error) child.kill('SIGKILL'); // the exit tells the rest
      });
    });
  }

  private keepWarm(now: string[]): void {
    const before = this.warmCheckpoints;
    this.warmCheckpoints = now;
    this.options.shelf?.({
      loaded: now.filter((checkpoint) => !before.includes(checkpoint)),
      evicted: before.filter((checkpoint) => !now.includes(checkpoint)),
    });
  }

  private running(): ChildProcess {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) return this.child;
    const { device, threads, fallback = 'refuse', memoryBytes, probe } = this.options;
    const entry = this.options.entry ?? join(__dirname, '../../inference/src/main.js');
    this.child = fork(entry, [], {
      serialization: 'advanced',
      env: {
        ...process.env,
        MAQUETTE_DEVICE: device,
        MAQUETTE_INFERENCE_THREADS: String(threads),
        MAQUETTE_DEVICE_FALLBACK: fallback,
        ...(memoryBytes ? { MAQUETTE_DEVICE_MEMORY_BYTES: String(memoryBytes) } : {}),
        ...(probe ? { MAQUETTE_DEVICE_PROBE: probe } : {}),
        // Without it glibc keeps what evicted checkpoints took: its own threshold rises with every large block.
        MALLOC_TRIM_THRESHOLD_: String(TRIM_BYTES),
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const child = this.child;
    child.on('message', (message: FromInference) => {
      if (message.type === 'warm' && this.child === child) this.keepWarm(message.checkpoints);
      if (message.type === 'measured') this.options.measured?.(message.measure);
    });
    child.once('exit', () => {
      if (this.child === child) this.warmCheckpoints = [];
    });
    return child;
  }
}

function stopping(): MaquetteError {
  return new MaquetteError('unavailable', 'worker-stopping', 'The worker stops; another one takes the clip.');
}

function diedAtStart(): MaquetteError {
  return new MaquetteError(
    'unavailable',
    'inference-crashed',
    'The inference process died while it started.',
    {
      hint: 'maquette doctor tries every execution provider in a process of its own.',
    },
  );
}
