import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import { carryOut } from './carry-out';
import { EngineRun } from './engine-run';
import type { Answers, ClaimSigner, Order, ReadOrder, SignOrder } from './engine-protocol';

export interface EngineOptions {
  /** Longest time for one order. Default 2 minutes: half a gigabyte takes ten seconds. */
  timeoutMs?: number;
  /** Above this the thread is replaced, since WebAssembly gives no memory back. Default 256 MiB. */
  memoryBytes?: number;
  /** By default the one that was built beside this file; without a build the engine runs in the calling thread. */
  thread?: string;
}

const BESIDE = join(__dirname, 'engine-thread.js');

/**
 * The C2PA engine in a thread of its own: it parses files of strangers and computes for tens of milliseconds at a time.
 * Started with the first order; replaced when it panics, hangs or has grown large. One order at a time.
 * Errors: the engine's refusals as EngineRefusal; `engine-failed` (internal) when it broke or took too long.
 */
export class Engine {
  private run: EngineRun | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private readonly options: Required<Omit<EngineOptions, 'thread'>>;
  private readonly thread: string | null;

  constructor({ timeoutMs = 120_000, memoryBytes = 256 << 20, thread }: EngineOptions = {}) {
    this.options = { timeoutMs, memoryBytes };
    this.thread = thread ?? (existsSync(BESIDE) ? BESIDE : null);
  }

  async sign(order: SignOrder, sign: ClaimSigner): Promise<Answers['sign']> {
    return (await this.inTurn(order, sign)) as Answers['sign'];
  }

  async read(order: ReadOrder): Promise<Answers['read']> {
    return (await this.inTurn(order, () => Promise.reject(new Error('Nothing is to be signed.')))) as string;
  }

  async close(): Promise<void> {
    const { run } = this;
    this.run = null;
    await run?.end();
  }

  private inTurn(order: Order, sign: ClaimSigner): Promise<Uint8Array | string | null> {
    const mine = this.last.then(() => this.carryOut(order, sign));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private async carryOut(order: Order, sign: ClaimSigner): Promise<Uint8Array | string | null> {
    if (!this.thread) return carryOut(order, sign).catch((error: unknown) => Promise.reject(refusal(error)));
    this.run ??= new EngineRun(this.thread);
    const outcome = await this.run.carryOut(order, sign, this.options.timeoutMs);
    if (outcome.over || outcome.memoryBytes > this.options.memoryBytes) await this.close();
    if ('answer' in outcome) return outcome.answer;
    throw outcome.over ? broken(outcome.message) : new EngineRefusal(outcome.message);
  }
}

/** The engine's own words for what it does not accept: `C2pa(JumbfNotFound)`, … */
export class EngineRefusal extends Error {}

function refusal(thrown: unknown): EngineRefusal {
  return new EngineRefusal(thrown instanceof Error ? thrown.message : String(thrown));
}

function broken(message: string): MaquetteError {
  return new MaquetteError('internal', 'engine-failed', `The C2PA engine failed: ${message}`, {
    hint: 'The next file gets a fresh engine. If this file fails again, it is one that the engine cannot bear.',
  });
}
