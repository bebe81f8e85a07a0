import { FrameModel, type FromInference, type RenderOrder, type ToInference } from '@maquette/inference';
import { asMaquetteError } from '@maquette/kernel';
import { renderClip } from './render-clip';

/** Entry of the inference process: one per device, a child of the worker. No Nest, no database. */

const threads = Number(process.env.MAQUETTE_INFERENCE_THREADS ?? '1');
const provider = process.env.MAQUETTE_DEVICE ?? 'cpu';

let loaded: { digest: string; model: FrameModel } | null = null;
let busy = false;
let cancelled = false;

/** Resolves when the message has left: an unread channel holds the renderer back instead of filling the memory. */
function tell(message: FromInference): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send!(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}

async function modelFor(order: RenderOrder): Promise<FrameModel> {
  if (loaded?.digest === order.modelDigest) return loaded.model;
  await loaded?.model.close();
  loaded = null;
  const model = await FrameModel.load(order.modelPath, { threads, provider });
  loaded = { digest: order.modelDigest, model };
  await tell({ type: 'loaded', ...model.device });
  return model;
}

async function render(order: RenderOrder): Promise<void> {
  busy = true;
  cancelled = false;
  try {
    const summary = await renderClip(order, () => modelFor(order), {
      frame: (index, rgb, timing) => tell({ type: 'frame', index, rgb, timing }),
      cancelled: () => cancelled,
    });
    await tell(summary ? { type: 'done', summary } : { type: 'cancelled' });
  } catch (error) {
    const { kind, code, message, hint } = asMaquetteError(error);
    await tell({ type: 'failed', kind, code, message, hint });
  } finally {
    busy = false;
  }
}

process.on('message', (message: ToInference) => {
  if (message.type === 'cancel') cancelled = true;
  else if (!busy) void render(message.order);
  else
    void tell({
      type: 'failed',
      kind: 'internal',
      code: 'device-busy',
      message: 'A clip is being rendered already.',
    });
});
// The worker is gone: there is nobody to render for.
process.on('disconnect', () => process.exit(0));
// The worker decides when to stop: an interrupt typed at a terminal reaches the whole process group.
process.on('SIGINT', () => undefined);

void tell({ type: 'ready', provider });
