import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Embedder } from '@maquette/inference';
import {
  createRouter,
  openConfiguredRegistry,
  readConfig,
  repositoryRoot,
  type Router,
} from '@maquette/platform';
import { FILES_ALONE } from '@maquette/provenance';
import type { Registry } from '@maquette/registry';
import {
  decideDomains,
  idlePool,
  loadDomainHead,
  type DomainDecision,
  type Pool,
  type RouteDecision,
} from '@maquette/routing';
import {
  evaluationRows,
  figuresOf,
  refusalAt,
  SPLITS,
  type EvaluationRow,
  type Figures,
  type Judged,
} from './evaluation';
import { printResult } from './print-result';
import { machineFacts } from './support/machine';

/**
 * The routing service on the evaluation set (its part `third`; `--second`, `--test` and `--development` are the others): whether it names the right
 * domain, whether it knows when it doesn't, and how long the whole decision takes, with the policy, the licences of the real
 * registry and a placement among four pools, three of them with a
 * hundred generations waiting. One prompt at a time, then in batches; every prompt is new to the process.
 * `--by kind,language` adds figures for each, `--wrong` the prompts that went wrong (development part only).
 */
const BATCH = 32;
/** Prompts decided before the clock starts. */
const WARM_UP = 40;
const REQUEST = { use: 'commercial', territory: 'DE', date: new Date('2026-12-01T12:00:00Z') };
const POOLS: Pool[] = [
  { ...busyPool('atelier'), domains: ['architecture', 'fashion'] },
  { ...busyPool('clinic'), domains: ['medical'] },
  busyPool('studio'),
  idlePool('spare'),
];

/** Four devices, and a hundred generations of ten clients that wait for them: placing plays all of them through. */
function busyPool(name: string): Pool {
  const checkpoints = ['architecture/daylight@1.0.0', 'architecture/other@1.0.0'];
  const devices = Array.from({ length: 4 }, (_, index) => ({
    worker: `${name}-${index}`,
    kind: 'cpu',
    memoryBytes: 16e9,
    warm: [checkpoints[index % 2]],
    freeIn: 10 * index,
  }));
  const waiting = Array.from({ length: 100 }, (_, index) => ({
    id: `gen-${String(index).padStart(3, '0')}`,
    client: `client-${index % 10}`,
    priority: 1,
    acceptedAt: Date.now() / 1000 - index,
    deadline: null,
    checkpoint: checkpoints[index % 2],
    seconds: 20 + (index % 40),
  }));
  return { ...idlePool(name), devices, waiting };
}

async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'maquette-bench-'));
  const config = readConfig({ ...process.env, MAQUETTE_HOME: home }, repositoryRoot(__dirname));
  const part = SPLITS.find((name) => process.argv.includes(`--${name}`)) ?? 'third';
  const rows = evaluationRows(config.root, part);
  const registry = await openConfiguredRegistry(config);
  const open = (): Router =>
    createRouter({
      registry,
      root: config.root,
      cacheFolder: join(home, 'vectors'),
      pools: async () => POOLS,
      standing: async () => FILES_ALONE,
      licensee: null,
      resolve: async (reference) => reference,
    });
  try {
    const single = await oneByOne(open(), rows);
    const resident = process.memoryUsage().rss;
    const batched = await inBatches(open(), rows);
    const decisions = await withProbabilities(registry, config.root, rows);
    const judged = rows.map((row, i): Judged => ({ row, decision: decisions[i] }));
    const differing = single.decisions.filter((one, i) => !same(one, decisions[i])).length;
    printResult('machine', machineFacts());
    printResult('route', {
      part,
      ...rounded(figuresOf(judged)),
      refusalAtTwoPercentFalseRefusal: round(refusalAt(0.02, judged)),
      skippedByPolicy: single.decisions.filter(({ outcome }) => outcome === 'skipped_by_policy').length,
      decidedOtherwiseByTheService: differing,
      millisecondsP50: quantile(single.times, 0.5),
      millisecondsP99: quantile(single.times, 0.99),
      batchPromptsPerSecond: Math.round(batched),
      residentMiB: Math.round(resident / 2 ** 20),
    });
    for (const [name, part] of partsOf(judged)) printResult(name, rounded(figuresOf(part)));
    if (process.argv.includes('--wrong')) listWrong(judged);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function oneByOne(
  router: Router,
  rows: readonly EvaluationRow[],
): Promise<{ decisions: RouteDecision[]; times: number[] }> {
  for (let i = 0; i < WARM_UP; i++) await router.decide({ ...REQUEST, prompt: `a house with ${i} windows` });
  const decisions: RouteDecision[] = [];
  const times: number[] = [];
  for (const { prompt } of rows) {
    const start = performance.now();
    decisions.push(await router.decide({ ...REQUEST, prompt }));
    times.push(performance.now() - start);
  }
  await router.close();
  return { decisions, times };
}

/** Prompts a second. */
async function inBatches(router: Router, rows: readonly EvaluationRow[]): Promise<number> {
  await router.readAhead(['a house']);
  const start = performance.now();
  for (let from = 0; from < rows.length; from += BATCH) {
    const prompts = rows.slice(from, from + BATCH).map(({ prompt }) => prompt);
    await router.readAhead(prompts);
    for (const prompt of prompts) await router.decide({ ...REQUEST, prompt });
  }
  const seconds = (performance.now() - start) / 1000;
  await router.close();
  return rows.length / seconds;
}

/** The service stores one number; the figures need the probability of every class. */
async function withProbabilities(
  registry: Registry,
  root: string,
  rows: readonly EvaluationRow[],
): Promise<DomainDecision[]> {
  const [e5, use, minilm] = await Promise.all([
    registry.auxiliary('e5-domains'),
    registry.auxiliary('use-multilingual'),
    registry.auxiliary('minilm-l6'),
  ]);
  const domains = await Embedder.load(e5.folder);
  const multilingual = await Embedder.load(use.folder, { width: 512 });
  const english = await Embedder.load(minilm.folder);
  const head = await loadDomainHead(join(root, 'libs/routing/data/domain-head.json'));
  const prompts = rows.map(({ prompt }) => prompt);
  const decisions = await decideDomains(prompts, head, {
    domains: domains.embed,
    multilingual: multilingual.embed,
    english: english.embed,
  });
  await Promise.all([domains.close(), multilingual.close(), english.close()]);
  return decisions;
}

/** A refusal by policy asks no domain, so there is nothing to compare. */
function same(service: RouteDecision, decision: DomainDecision): boolean {
  return service.outcome === 'skipped_by_policy' || service.domain === decision.domain;
}

function partsOf(judged: readonly Judged[]): [name: string, part: Judged[]][] {
  const asked = process.argv[process.argv.indexOf('--by') + 1];
  const by = process.argv.includes('--by') ? asked.split(',') : [];
  const columns = (['language', 'kind'] as const).filter((column) => by.includes(column));
  return columns.flatMap((column) => {
    const names = [...new Set(judged.map(({ row }) => row[column]))];
    return names.map((name): [string, Judged[]] => [
      `route, ${column} ${name}`,
      judged.filter(({ row }) => row[column] === name),
    ]);
  });
}

/** Whoever read the errors of a part could not measure on it again. */
function listWrong(judged: readonly Judged[]): void {
  for (const { row, decision } of judged)
    if (row.split === 'development' && !row.accept.includes(decision.domain))
      process.stderr.write(`${row.accept.join('|')} → ${decision.domain}: ${row.prompt}\n`);
}

function rounded(figures: Figures): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value as number)]));
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))].toFixed(2));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 70;
});
