import { join } from 'node:path';
import { Embedder, type EmbedOptions } from '@maquette/inference';
import { screenPrompt } from '@maquette/policy';
import type { Registry } from '@maquette/registry';
import {
  decideDomains,
  loadDomainHead,
  route,
  type DomainHead,
  type Embedders,
  type Pool,
  type RouteDecision,
  type RouteRequest,
  type RoutingStanding,
} from '@maquette/routing';

export interface RouterOptions {
  registry: Registry;
  /** The repository. */
  root: string;
  /** Folder for the vocabulary's vectors, which are computed once. */
  cacheFolder: string;
  /** Pools that take work now. */
  pools(): Promise<readonly Pool[]>;
  /** What has been decided about the records and their aliases up to now. */
  standing(): Promise<RoutingStanding>;
  /** Who generates, as licence grants name their licensee. */
  licensee: string | null;
  /** The reference with a version in the place of an alias. */
  resolve(reference: string): Promise<string>;
}

/**
 * Understands prompts: sentence embeddings and the decision where a prompt goes. The models are loaded on first use,
 * once, whoever asks first; a load that failed is tried again.
 */
export interface Router {
  decide(request: RouteRequest): Promise<RouteDecision>;
  /** Sentence embeddings of unit length, one a text. */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
  /** Reads many prompts together, up to 512: deciding on each of them is then quicker. */
  readAhead(prompts: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const MULTILINGUAL_WIDTH = 512;

interface Models {
  domains: Embedder;
  english: Embedder;
  multilingual: Embedder;
  head: DomainHead;
}

export function createRouter({ registry, root, cacheFolder, resolve, ...asked }: RouterOptions): Router {
  let loading: Promise<Models> | null = null;
  const models = () =>
    (loading ??= loadModels(registry, root, cacheFolder).catch((error: unknown) => {
      loading = null;
      throw error;
    }));
  return {
    async decide(request) {
      const loaded = await models();
      const checkpoint = request.checkpoint && (await resolve(request.checkpoint));
      const deps = {
        screen: screenPrompt,
        embed: embeddersOf(loaded),
        head: loaded.head,
        registry,
        ...asked,
      };
      return route({ ...request, checkpoint }, deps);
    },
    async embed(texts, options) {
      return (await models()).english.embed(texts, options);
    },
    async readAhead(prompts) {
      const loaded = await models();
      await decideDomains(prompts, loaded.head, embeddersOf(loaded));
    },
    async close() {
      const loaded = await loading?.catch(() => null);
      await loaded?.domains.close();
      await loaded?.english.close();
      await loaded?.multilingual.close();
    },
  };
}

async function loadModels(registry: Registry, root: string, cacheFolder: string): Promise<Models> {
  // The registry hashes every byte of the model just before it is loaded.
  const [e5, minilm, use] = await Promise.all([
    registry.auxiliary('e5-domains'),
    registry.auxiliary('minilm-l6'),
    registry.auxiliary('use-multilingual'),
  ]);
  const [domains, english, multilingual, head] = await Promise.all([
    Embedder.load(e5.folder),
    Embedder.load(minilm.folder, { cacheFolder }),
    Embedder.load(use.folder, { width: MULTILINGUAL_WIDTH }),
    loadDomainHead(join(root, 'libs', 'routing', 'data', 'domain-head.json')),
  ]);
  return { domains, english, multilingual, head };
}

function embeddersOf({ domains, english, multilingual }: Models): Embedders {
  return { domains: domains.embed, english: english.embed, multilingual: multilingual.embed };
}

/** Where a router keeps its vectors, below the platform's home. */
export function embeddingCache(home: string): string {
  return join(home, 'cache', 'embeddings');
}
