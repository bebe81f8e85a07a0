import {
  checkRequest,
  checkRouting,
  createRouter,
  embeddingCache,
  EXIT_CODES,
  openConfiguredRegistry,
  type Decisions,
  type PlatformConfig,
  type Router,
  type RoutingInput,
} from '@maquette/platform';
import { MaquetteError } from '@maquette/kernel';
import type { Registry } from '@maquette/registry';
import { idlePool, type RouteDecision } from '@maquette/routing';
import { loadConfig } from '../configuration';
import { answerLines } from '../json-lines';
import { required } from '../options';
import type { Output } from '../output';
import { withDecisions } from '../with-decisions';

interface RouteOptions extends RoutingInput {
  jsonl?: boolean;
  checkpoint?: string;
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
        await answerLines(
          output,
          (text, line) => decide(router, text, { ...options, ...wishesOf(line) }),
          readAhead,
        );
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
  { checkpoint, ...options }: RouteOptions,
): Promise<RouteDecision> {
  const { prompt, use, territory } = checkRequest({
    prompt: text,
    use: options.use,
    territory: options.territory,
  });
  const { attachment, labels, conditioning } = checkRouting(options);
  return router.decide({
    prompt,
    use,
    territory,
    checkpoint,
    attachment,
    placing: { labels },
    needs: { conditioning },
    date: new Date(),
  });
}

/** What a line says besides its prompt goes before the options. Errors: `line-unreadable` (bad-input). */
function wishesOf({ attachment, labels, conditioning }: Record<string, unknown>): RoutingInput {
  const given = { attachment, labels, conditioning };
  const isList = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string');
  const wrong =
    attachment !== undefined && typeof attachment !== 'string'
      ? 'no text as "attachment"'
      : [labels, conditioning].some((value) => value !== undefined && !isList(value))
        ? 'no list of texts as "labels" or "conditioning"'
        : null;
  if (wrong) throw new MaquetteError('bad-input', 'line-unreadable', `The line has ${wrong}.`);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
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
