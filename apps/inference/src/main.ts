import { totalmem } from 'node:os';
import {
  createSession,
  parseDevice,
  type Fallback,
  type FromInference,
  type RenderOrder,
  type ToInference,
} from '@maquette/inference';
import { asMaquetteError } from '@maquette/kernel';
import { Models } from './models';
import { renderFailure } from './out-of-memory';
import { inSpan, startTracing } from '@maquette/telemetry';
import { renderClip } from './render-clip';

/** Entry of the inference process: one per device, a child of the worker. No Nest, no database. */

const { provider, index: deviceIndex } = parseDevice(process.env.MAQUETTE_DEVICE ?? 'cpu');
const fallback: Fallback = process.env.MAQUETTE_DEVICE_FALLBACK === 'cpu' ? 'cpu' : 'refuse';
const sessionOptions = {
  threads: Number(process.env.MAQUETTE_INFERENCE_THREADS ?? '1'),
  provider,
  deviceIndex,
  fallback,
};
const models = new Models({
  ...sessionOptions,
  budgetBytes: Number(process.env.MAQUETTE_DEVICE_MEMORY_BYTES ?? totalmem()),
  loaded: (device) => tell({ type: 'loaded', ...device }),
  warm: (checkpoints) => void tell({ type: 'warm', checkpoints }),
});

/** The order in hand. */
let running: number | null = null;
let cancelled = false;

/** Resolves when the message has left: an unread channel holds the renderer back instead of filling the memory. */
function tell(message: FromInference): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send!(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}

/** Spans go to the collector, where one is configured. */
const tracing = startTracing('inference');

async function render(run: number, order: RenderOrder): Promise<void> {
  running = run;
  cancelled = false;
  const { flush } = await tracing;
  try {
    const paint = () =>
      renderClip(order, models, {
        frame: (index, rgb, timing) => tell({ type: 'frame', run, index, rgb, timing }),
        measured: (measure) => tell({ type: 'measured', measure }),
        cancelled: () => cancelled,
      });
    const summary = await inSpan('paint', paint, { parent: order.trace });
    await tell(summary ? { type: 'done', run, summary } : { type: 'cancelled', run });
  } catch (error) {
    const { kind, code, message, hint } = renderFailure(error);
    await tell({ type: 'failed', run, kind, code, message, hint });
  } finally {
    running = null;
    await flush(); // the worker may end this process at any time
  }
}

process.on('message', (message: ToInference) => {
  const { run } = message;
  if (message.type === 'cancel') cancelled ||= run === running;
  else if (running === null) void render(run, message.order);
  else
    void tell({
      type: 'failed',
      run,
      kind: 'internal',
      code: 'device-busy',
      message: 'A clip is being rendered already.',
    });
});
// The worker is gone: there is nobody to render for.
process.on('disconnect', () => process.exit(0));
// The worker decides when to stop: an interrupt typed at a terminal reaches the whole process group.
process.on('SIGINT', () => undefined);

/** Whether the device can do anything at all is known before the first clip waits for it. */
async function greet(): Promise<void> {
  try {
    const probe = process.env.MAQUETTE_DEVICE_PROBE;
    if (provider === 'cpu' || !probe) return await tell({ type: 'ready', provider, fallback: null });
    const session = await createSession(probe, sessionOptions);
    await session.release();
    await tell({ type: 'ready', provider: session.provider, fallback: session.providerFallback });
  } catch (error) {
    const { kind, code, message, hint } = asMaquetteError(error);
    await tell({ type: 'unusable', kind, code, message, hint });
  }
}

void greet();
