import { Worker } from 'node:worker_threads';
import type { ClaimSigner, FromEngine, Order, ToEngine } from './engine-protocol';

/** `over`: the thread is of no more use. */
export type Outcome =
  | { answer: Uint8Array | string | null; memoryBytes: number; over: false }
  | { message: string; memoryBytes: number; over: boolean };

/** One life of the engine's thread. */
export class EngineRun {
  private readonly thread: Worker;
  private orders = 0;

  /** @param entry the compiled engine-thread */
  constructor(entry: string) {
    this.thread = new Worker(entry);
    this.thread.unref(); // an idle engine keeps no process alive
    this.thread.on('error', () => undefined); // each order listens for itself
  }

  /** Never rejects. The time that the signer takes counts. */
  carryOut(order: Order, sign: ClaimSigner, timeoutMs: number): Promise<Outcome> {
    const id = this.orders++;
    const { thread } = this;
    return new Promise((resolve) => {
      const finish = (outcome: Outcome): void => {
        clearTimeout(timer);
        thread.off('message', receive).off('error', failed).off('exit', ended);
        thread.unref();
        resolve(outcome);
      };
      const over = (message: string): void => finish({ message, memoryBytes: 0, over: true });
      const timer = setTimeout(() => over(`it took longer than ${timeoutMs} ms.`), timeoutMs);
      const failed = (error: Error): void => over(error.message);
      const ended = (): void => over('its thread ended.');
      const receive = (message: FromEngine): void => {
        if (message.id !== id) return;
        if (message.type === 'claim') void this.answerClaim(id, message.claim, sign);
        else if (message.type === 'failed') {
          finish({ message: message.message, memoryBytes: 0, over: message.broken });
        } else finish({ answer: message.answer, memoryBytes: message.memoryBytes, over: false });
      };
      thread.ref();
      thread.on('message', receive).once('error', failed).once('exit', ended);
      this.tell({ type: 'order', id, order });
    });
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }

  private async answerClaim(id: number, claim: Uint8Array, sign: ClaimSigner): Promise<void> {
    try {
      this.tell({ type: 'signature', id, signature: await sign(claim) });
    } catch (error) {
      this.tell({ type: 'no-signature', id, message: (error as Error).message });
    }
  }

  private tell(message: ToEngine): void {
    this.thread.postMessage(message);
  }
}
