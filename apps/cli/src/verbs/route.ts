import {
  checkRequest,
  createRouter,
  embeddingCache,
  EXIT_CODES,
  openConfiguredRegistry,
  type Decisions,
  type PlatformConfig,
  type Router,
} from '@maquette/platform';
import type { Registry } from '@maquette/registry';
import { idlePool, type Attachment, type RouteDecision } from '@maquette/routing';
import { loadConfig } from '../configuration';
import { answerLines } from '../json-lines';
import { required } from '../options';
import type { Output } from '../output';
import { withDecisions } from '../with-decisions';

interface RouteOptions {
  jsonl?: boolean;
  checkpoint?: string;
  attachment?: Attachment;
  use: string;
  territory: string;
}

/**
 * Needs no server, and no database where none was ever used: the pool is this installation's own, its queue taken for
 * empty. A refusal by policy or licence ends with exit code 2; with --jsonl it is an answer like any other.
 */
export async function route(output: Output, options: RouteOptions, prompt?: string): Promise<void> {
  const config = loadConfig();
  const registry = await openConfiguredRegistry(config);
  await withDecisions(config, registry, async (decisions) => {
    const router = openRouter(config, registry, decisions);
    try {
      if (options.jsonl) {
        const readAhead = (prompts: string[]) => router.readAhead(prompts);
        await answerLines(output, (line) => decide(router, line, options), readAhead);
      } else {
        const decision = await decide(router, required('prompt', prompt), options);
        output.result(decision, describeDecision(decision));
        if (['skipped_by_policy', 'unlicensed'].includes(decision.outcome))
          process.exitCode = EXIT_CODES.refused;
      }
    } finally {
      await router.close();
    }
  });
}

function openRouter(config: PlatformConfig, registry: Registry, decisions: Decisions): Router {
  return createRouter({
    registry,
    root: config.root,
    cacheFolder: embeddingCache(config.home),
    pools: async () => [idlePool(config.pool)],
    ...decisions,
    licensee: config.organisation,
  });
}

function decide(
  router: Router,
  text: string,
  { checkpoint, attachment, ...terms }: RouteOptions,
): Promise<RouteDecision> {
  const { prompt, use, territory } = checkRequest({
    prompt: text,
    use: terms.use,
    territory: terms.territory,
  });
  return router.decide({ prompt, use, territory, checkpoint, attachment, date: new Date() });
}

export function describeDecision({
  outcome,
  domain,
  confidence,
  checkpoint,
  pool,
  reasons,
}: RouteDecision): string {
  const head = [
    `outcome     ${outcome}`,
    `domain      ${domain ?? 'none of ours'} (${(100 * confidence).toFixed(1)} %)`,
    `checkpoint  ${checkpoint ?? '–'}`,
    `pool        ${pool ?? '–'}`,
  ];
  return [...head, ...reasons.map((reason) => `- ${reason}`)].join('\n');
}
