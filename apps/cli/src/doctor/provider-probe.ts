import { compiledProviders, createSession } from '@maquette/inference';

export interface ProbedProvider {
  name: string;
  works: boolean;
}

/**
 * Entry of a process that loads a real model on every provider that the runtime was compiled with, and sends what it found.
 * Loading alone tells: the runtime by itself falls back to the CPU without a word.
 */
async function probe(model: string): Promise<void> {
  for (const { name } of compiledProviders()) {
    const session = await createSession(model, { provider: name });
    process.send!({ name, works: session.provider === name } satisfies ProbedProvider);
    await session.release();
  }
  process.disconnect();
}

void probe(process.argv[2]);
