import { compiledProviders, createSession, nodePlacement, type NodePlacement } from '@maquette/inference';

export interface ProbedProvider {
  name: string;
  works: boolean;
  /** Who ran the model's nodes, as the runtime's own profile says; empty where it does not work. */
  placement: NodePlacement[];
}

/**
 * Entry of a process that loads a real model on every provider that the runtime was compiled with, and sends what it found.
 * The load forbids the runtime to fall back to the CPU, which it does without a word; where it works, a profiled run says
 * who really computed.
 */
async function probe(model: string): Promise<void> {
  for (const { name } of compiledProviders()) {
    const session = await createSession(model, { provider: name });
    const works = session.provider === name;
    const placement = works ? await nodePlacement(model, name) : [];
    process.send!({ name, works, placement } satisfies ProbedProvider);
    await session.release();
  }
  process.disconnect();
}

void probe(process.argv[2]);
