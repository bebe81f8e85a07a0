import { parentPort } from 'node:worker_threads';
import { EngineBroken, carryOut } from './carry-out';
import { loadEngine } from './engine-module';
import type { FromEngine, Order, ToEngine } from './engine-protocol';

/** Entry of the thread: takes orders one after the other, and asks back for signatures. */
const port = parentPort!;
const tell = (message: FromEngine): void => port.postMessage(message);
const asked = new Map<number, { resolve(signature: Uint8Array): void; reject(error: Error): void }>();

// Files name addresses to fetch manifests, timestamps and revocation lists from. Nothing here has to reach the network.
Object.assign(globalThis, { fetch: () => Promise.reject(new Error('The network is out of reach here.')) });

async function handle(id: number, order: Order): Promise<void> {
  try {
    const answer = await carryOut(order, (claim) => {
      tell({ type: 'claim', id, claim: Uint8Array.from(claim) });
      return new Promise((resolve, reject) => asked.set(id, { resolve, reject }));
    });
    tell({ type: 'answer', id, answer, memoryBytes: (await loadEngine()).memoryBytes() });
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    tell({ type: 'failed', id, message, broken: thrown instanceof EngineBroken });
  } finally {
    asked.delete(id);
  }
}

port.on('message', (message: ToEngine) => {
  if (message.type === 'order') void handle(message.id, message.order);
  else if (message.type === 'signature') asked.get(message.id)?.resolve(message.signature);
  else asked.get(message.id)?.reject(new Error(message.message));
});
