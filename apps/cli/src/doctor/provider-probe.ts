import {
  compiledProviders,
  createSession,
  nodePlacement,
  parseDevice,
  type NodePlacement,
} from '@maquette/inference';

export interface ProbedProvider {
  name: string;
  /** Whether it is the one that MAQUETTE_DEVICE names. */
  wanted: boolean;
  works: boolean;
  /** Why it does not, in the runtime's words; null when it works. */
  reason: string | null;
  /** Who ran the model's nodes, as the runtime's own profile says; empty where it does not work. */
  placement: NodePlacement[];
}

/**
 * Entry of a process that loads a model on every provider that the runtime was compiled with, and sends what it found.
 * The load forbids the runtime to fall back to the CPU, which it does without a word; where it works, a profiled run says
 * who really computed.
 */
async function probe(model: string, device: string): Promise<void> {
  const provider = providerOf(device);
  for (const { name } of compiledProviders()) {
    const session = await createSession(model, { provider: name });
    const works = session.provider === name;
    const placement = works ? await nodePlacement(model, name) : [];
    const reason = session.providerFallback;
    process.send!({ name, wanted: name === provider, works, reason, placement } satisfies ProbedProvider);
    await session.release();
  }
  process.disconnect();
}

/** Null for a name that no provider has: a worker refuses it. */
function providerOf(device: string): string | null {
  try {
    return parseDevice(device).provider;
  } catch {
    return null;
  }
}

void probe(process.argv[2], process.argv[3]);
