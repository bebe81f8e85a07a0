import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fork } from 'node:child_process';
import {
  accept,
  createLogger,
  environmentFor,
  openPlatform,
  prepare,
  readConfig,
  repositoryRoot,
  waitForGeneration,
} from '@maquette/platform';
import { printResult } from './print-result';

/**
 * Milliseconds a frame for rasterising, inference and encoding, frames a second end to end, and the peak memory of the
 * worker and its inference process: one real generation of 960×540 through the embedded platform.
 */
const PROMPT =
  'a sunny scandinavian living room with oak floor, a grey sofa and large windows, morning light';
const SECONDS = 4;
const FPS = 24;

interface Published {
  frames: number;
  rasterMs: number;
  inferenceMs: number;
  encodeMs: number;
  bakeMs: number;
  framesMs: number;
  wallMs: number;
  peakMemory: number;
}

async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'maquette-bench-'));
  const config = readConfig({ ...process.env, MAQUETTE_HOME: home }, repositoryRoot(__dirname));
  const platform = await openPlatform(config, { log: createLogger('bench', 'warn') });
  try {
    const request = { prompt: PROMPT, seconds: SECONDS, fps: FPS, width: 960, height: 540, seed: 1 };
    const { generation } = await accept(platform, await prepare(platform, { request }));
    const worker = fork(join(config.root, 'dist/apps/worker/src/main.js'), [], {
      env: { ...process.env, ...environmentFor({ ...config, logLevel: 'info' }) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let log = '';
    worker.stderr!.on('data', (text: Buffer) => (log += text.toString()));
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    for await (const state of waitForGeneration(platform.ledger, generation.id)) {
      process.stderr.write(`\r${state.framesDone}/${state.framesTotal} frames `);
      if (state.state === 'failed') throw new Error(state.error?.message);
    }
    const workerMemory = await peakMemory(worker.pid!);
    worker.kill('SIGTERM');
    await exited;
    report(publishedIn(log), workerMemory);
  } finally {
    await platform.close();
    await rm(home, { recursive: true, force: true });
  }
}

function publishedIn(log: string): Published {
  const line = log.split('\n').find((text) => text.includes('"msg":"published"'));
  if (!line) throw new Error(`The worker published nothing:\n${log}`);
  return JSON.parse(line) as Published;
}

/** Largest resident set of a process so far, bytes (Linux). */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) * 1024;
}

function report(run: Published, workerMemory: number): void {
  const each = (ms: number): number => Number((ms / run.frames).toFixed(1));
  printResult('frame', {
    size: '960x540',
    frames: run.frames,
    rasteriseMsPerFrame: each(run.rasterMs),
    inferenceMsPerFrame: each(run.inferenceMs),
    encodeMsPerFrame: each(run.encodeMs),
    bakeMs: Math.round(run.bakeMs),
    framesPerSecond: Number(((1000 * run.frames) / run.framesMs).toFixed(2)),
    framesPerSecondWithBake: Number(((1000 * run.frames) / run.wallMs).toFixed(2)),
    wallOverLargerStage: Number((run.framesMs / Math.max(run.rasterMs, run.inferenceMs)).toFixed(3)),
    inferencePeakMiB: Math.round(run.peakMemory / 2 ** 20),
    workerPeakMiB: Math.round(workerMemory / 2 ** 20),
    togetherPeakMiB: Math.round((run.peakMemory + workerMemory) / 2 ** 20),
  });
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 70;
});
