import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import { InferenceSession, Tensor, listSupportedBackends } from 'onnxruntime-node';
import { NUMBERED, type Fallback } from '../device/device';

/** The one file that imports onnxruntime-node. */

export type TensorData = Float32Array | Uint8Array | Int32Array | BigInt64Array;

/** Row-major. The element type follows the array: float32, uint8, int32, int64. */
export interface OnnxTensor<D extends TensorData = TensorData> {
  data: D;
  dims: readonly number[];
}

export interface SessionOptions {
  /** Threads inside one operator; keep processes × threads within the cores. Default 1. */
  threads?: number;
  /** Graph optimisation. Default 'all'. */
  optimisation?: 'disabled' | 'basic' | 'extended' | 'all';
  /** Execution provider to try first: 'cuda', 'webgpu', …. Default 'cpu'. */
  provider?: string;
  /** Which device of the provider, where it has several. Default 0. */
  deviceIndex?: number;
  /** What happens when the provider cannot run the graph. Default 'cpu'; `providerFallback` then says why. */
  fallback?: Fallback;
}

/** What one input or output of the graph expects; a free dimension carries its name. */
export interface TensorShape {
  name: string;
  type: string;
  dims: readonly (number | string)[];
}

/** A loaded graph. `run` blocks the thread's event loop until the graph is done. */
export interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly inputs: readonly TensorShape[];
  readonly outputs: readonly TensorShape[];
  /** The execution provider that really runs the graph. */
  readonly provider: string;
  /** Why `provider` is not the one that was asked for; null when it is. */
  readonly providerFallback: string | null;
  /** Errors: `onnx-run-failed` (internal; bad-input when an input's name, type or shape is wrong). */
  run(inputs: Record<string, OnnxTensor>): Promise<Record<string, OnnxTensor>>;
  /** Frees the graph's memory; the session cannot be used afterwards. Calling it twice does nothing. */
  release(): Promise<void>;
}

/** Execution providers compiled into the installed runtime; those that are not bundled need their own libraries. */
export function compiledProviders(): { name: string; bundled: boolean }[] {
  return listSupportedBackends().map(({ name, bundled }) => ({ name, bundled }));
}

/** How many nodes of a graph an execution provider ran, under the runtime's name of it: `CPUExecutionProvider`. */
export interface NodePlacement {
  provider: string;
  nodes: number;
}

/**
 * What runs a graph when the runtime is left to itself: the graph is run once on zeroes, and the runtime's own profile says
 * of every node who ran it. Free dimensions are 16. Most nodes first. Rejects with what the runtime says.
 */
export async function nodePlacement(path: string, provider: string): Promise<NodePlacement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'maquette-profile-'));
  try {
    const session = await InferenceSession.create(path, {
      ...sessionOptions({}),
      // As the runtime does by itself: what the provider does not take goes to the CPU.
      executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
      enableProfiling: true,
      profileFilePrefix: join(folder, 'profile'),
    });
    await session.run(
      Object.fromEntries(session.inputMetadata.map((meta) => [meta.name, zeroes(shapeOf(meta))])),
    );
    session.endProfiling();
    await session.release();
    const [profile] = await readdir(folder);
    return placementIn(JSON.parse(await readFile(join(folder, profile), 'utf8')) as ProfileEvent[]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface ProfileEvent {
  cat?: string;
  name?: string;
  args?: { provider?: string };
}

function placementIn(events: readonly ProfileEvent[]): NodePlacement[] {
  const providers = new Map<string, Set<string>>();
  for (const { cat, name = '', args } of events) {
    if (cat !== 'Node' || !args?.provider) continue;
    const nodes = providers.get(args.provider) ?? new Set();
    providers.set(args.provider, nodes.add(name));
  }
  return [...providers]
    .map(([provider, nodes]) => ({ provider, nodes: nodes.size }))
    .sort((a, b) => b.nodes - a.nodes);
}

function zeroes({ type, dims }: TensorShape): Tensor {
  const shape = dims.map((size) => (typeof size === 'number' && size > 0 ? size : 16));
  const length = shape.reduce((product, size) => product * size, 1);
  return toTensor({
    data: type === 'int64' ? new BigInt64Array(length) : new Float32Array(length),
    dims: shape,
  });
}

/**
 * Loads a graph from a file.
 * Errors: `onnx-file-missing` (not-found), `onnx-load-failed` (bad-input: corrupt, or made for a newer runtime),
 * `device-unavailable` (unavailable) when the provider cannot run it and the fallback is 'refuse'.
 */
export async function createSession(path: string, options: SessionOptions = {}): Promise<OnnxSession> {
  if (!existsSync(path)) {
    throw new MaquetteError('not-found', 'onnx-file-missing', `There is no ONNX file at ${path}.`, {
      hint: 'Check the path, or fetch the weights again.',
      details: { path },
    });
  }
  const wanted = options.provider ?? 'cpu';
  let fallback: string | null = null;
  if (wanted !== 'cpu') {
    const attempt = await loadOn(path, options, wanted);
    if (attempt.session) return wrap(attempt.session, path, wanted, null);
    fallback = attempt.reason;
    if (options.fallback === 'refuse') throw deviceUnavailable(wanted, fallback);
  }
  return wrap(await loadOnCpu(path, options), path, 'cpu', fallback);
}

/**
 * The runtime drops a provider it does not know, and moves nodes a provider cannot run to the CPU, both silently. So the
 * graph is loaded with that fallback forbidden: if it loads, every node is on the provider.
 */
async function loadOn(
  path: string,
  options: SessionOptions,
  provider: string,
): Promise<{ session: InferenceSession; reason: null } | { session: null; reason: string }> {
  const known = compiledProviders().map(({ name }) => name);
  if (!known.includes(provider)) {
    return {
      session: null,
      reason: `This runtime has no provider '${provider}' (it has ${known.join(', ')}).`,
    };
  }
  try {
    // The types know the number of some providers only. A provider that has none refuses every graph with it (1.30).
    const configured = (
      NUMBERED.includes(provider)
        ? { name: provider, deviceId: options.deviceIndex ?? 0 }
        : { name: provider }
    ) as { name: 'cuda'; deviceId: number };
    const session = await InferenceSession.create(path, {
      ...sessionOptions(options),
      executionProviders: [configured],
      extra: { 'session.disable_cpu_ep_fallback': '1' },
    });
    return { session, reason: null };
  } catch (error) {
    return {
      session: null,
      reason: `The provider '${provider}' cannot run this graph here: ${firstLine(error)}`,
    };
  }
}

async function loadOnCpu(path: string, options: SessionOptions): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, { ...sessionOptions(options), executionProviders: ['cpu'] });
  } catch (error) {
    throw new MaquetteError(
      'bad-input',
      'onnx-load-failed',
      `${path} cannot be loaded: ${firstLine(error)}`,
      {
        hint: 'The file is damaged or was made for a newer runtime: compare its digest with SHA256SUMS and fetch it again.',
        details: { path },
        cause: error,
      },
    );
  }
}

function deviceUnavailable(provider: string, reason: string): MaquetteError {
  return new MaquetteError('unavailable', 'device-unavailable', reason, {
    hint: 'See maquette doctor and docs/devices.md; MAQUETTE_DEVICE_FALLBACK=cpu lets the CPU do it instead.',
    details: { provider },
  });
}

function sessionOptions(options: SessionOptions): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: options.threads ?? 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: options.optimisation ?? 'all',
    // Errors come back as exceptions; the runtime's own lines on standard error would only repeat them.
    logSeverityLevel: 4,
  };
}

function wrap(
  session: InferenceSession,
  path: string,
  provider: string,
  fallback: string | null,
): OnnxSession {
  let released = false;
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    inputs: session.inputMetadata.map(shapeOf),
    outputs: session.outputMetadata.map(shapeOf),
    provider,
    providerFallback: fallback,
    async run(inputs) {
      if (released)
        throw new MaquetteError('internal', 'onnx-run-failed', `The session of ${path} was released.`);
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, tensor]) => [name, toTensor(tensor)]),
      );
      try {
        const results = await session.run(feeds);
        return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, fromTensor(value)]));
      } catch (error) {
        const message = firstLine(error);
        const kind = /invalid|feed|got:|expected/i.test(message) ? 'bad-input' : 'internal';
        throw new MaquetteError(kind, 'onnx-run-failed', `Running ${path} failed: ${message}`, {
          hint: 'Compare the inputs with the names and shapes that the graph declares.',
          details: { path, inputs: session.inputMetadata.map(shapeOf) },
          cause: error,
        });
      }
    },
    async release() {
      if (released) return;
      released = true;
      await session.release();
    },
  };
}

function shapeOf(meta: InferenceSession.ValueMetadata): TensorShape {
  return meta.isTensor
    ? { name: meta.name, type: meta.type, dims: meta.shape }
    : { name: meta.name, type: 'other', dims: [] };
}

function toTensor({ data, dims }: OnnxTensor): Tensor {
  if (data instanceof Float32Array) return new Tensor('float32', data, dims);
  if (data instanceof BigInt64Array) return new Tensor('int64', data, dims);
  if (data instanceof Int32Array) return new Tensor('int32', data, dims);
  return new Tensor('uint8', data, dims);
}

function fromTensor(value: InferenceSession.OnnxValueMapType[string]): OnnxTensor {
  const { data, dims } = value as Tensor;
  return { data: data as TensorData, dims };
}

/** Without the place in the runtime's own sources. */
function firstLine(error: unknown): string {
  const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replace(/^\/onnxruntime_src\/.* was false\. /, '');
}
