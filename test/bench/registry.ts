import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEvent } from '@maquette/audit';
import { Database, appendAuditEntry } from '@maquette/persistence';
import { createLogger, openPlatform, readConfig, repositoryRoot, type Platform } from '@maquette/platform';
import { evaluateTerms } from '@maquette/provenance';
import { printResult } from './print-result';
import { SUSPECT, writeLargeRegistry } from './support/large-registry';
import { loadArtefacts } from './support/load-artefacts';
import { loadAuditEntries } from './support/load-audit-entries';

/**
 * The licence registry at the size of a large house, on the embedded database: what a licence decision costs, the report
 * of what a revoked dataset touches, appending to the audit log, and a receipt from it. `--small` takes a tenth of each.
 */
const SCALE = process.argv.includes('--small') ? 0.1 : 1;
const SIZE = {
  datasets: 1_000 * SCALE,
  checkpoints: 300 * SCALE,
  artefacts: 100_000 * SCALE,
  entries: 1_000_000 * SCALE,
};
const DECISIONS = 5_000;
const REPORTS = 5;
const WRITERS = 16;
const APPENDS = 8_000;
const PROOFS = 300;

type Figures = Record<string, number | string>;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'maquette-bench-'));
  const root = join(folder, 'registry');
  try {
    say('writing the registry');
    await writeLargeRegistry(root, SIZE);
    const env = { ...process.env, MAQUETTE_HOME: join(folder, 'home'), MAQUETTE_REGISTRY: root };
    const config = readConfig(env, repositoryRoot(__dirname));
    const opening = performance.now();
    const platform = await openPlatform(config, { log: createLogger('bench', 'warn') });
    try {
      const figures: Figures = { ...SIZE, firstOpenSeconds: since(opening) / 1_000 };
      say('loading artefacts and audit entries');
      await loadArtefacts(platform.database.url, SIZE.artefacts);
      await loadAuditEntries(platform.database.url, SIZE.entries);
      const takingIn = performance.now();
      await platform.audit.sync();
      figures.entriesTakenInASecond = Math.round((SIZE.entries / since(takingIn)) * 1_000);
      Object.assign(figures, await decisions(platform));
      Object.assign(figures, await reports(platform));
      Object.assign(figures, await appends(platform));
      Object.assign(figures, await proofs(platform));
      figures.peakMemoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
      printResult('registry', figures);
    } finally {
      await platform.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The standing from the database, the licences of a checkpoint, and the word on them: as routing asks for each candidate. */
async function decisions(platform: Platform): Promise<Figures> {
  say('deciding');
  const references = platform.registry.list().map(({ reference }) => reference);
  const times: number[] = [];
  let allowed = 0;
  for (let i = 0; i < DECISIONS; i++) {
    const territory = i % 5 === 0 ? 'KP' : 'DE';
    const began = performance.now();
    const standing = await platform.standing();
    const { subjects } = platform.registry.licences(references[(i * 7) % references.length]);
    const request = { use: 'commercial', territory, date: new Date(), purpose: 'generate' };
    const decision = evaluateTerms(subjects, { ...request, licensee: null }, standing);
    times.push(since(began));
    if (decision.allowed) allowed++;
  }
  if (allowed !== DECISIONS * 0.8) throw new Error(`${allowed} of ${DECISIONS} were allowed.`);
  return { decisionMsP50: quantile(times, 0.5), decisionMsP99: quantile(times, 0.99) };
}

/** Everything that a dataset touches: the counts, and every checkpoint, generation and artefact by name. */
async function reports(platform: Platform): Promise<Figures> {
  say('reporting');
  const [counting, whole]: number[][] = [[], []];
  let artefacts = 0;
  for (let i = 0; i < REPORTS; i++) {
    const began = performance.now();
    const counts = await platform.impact.counts(SUSPECT);
    counting.push(since(began));
    const listed = new Set<string>();
    for (const kind of ['checkpoints', 'generations', 'artefacts'] as const) {
      for await (const item of platform.impact.all(SUSPECT, kind))
        listed.add(Object.values(item)[0] as string);
    }
    whole.push(since(began));
    const expected = counts.checkpoints + counts.generations + counts.artefacts;
    if (listed.size !== expected) throw new Error(`${listed.size} of ${expected} dependents were listed.`);
    artefacts = counts.artefacts;
  }
  return {
    dependentArtefacts: artefacts,
    impactCountsMs: quantile(counting, 0.5),
    impactWholeMs: quantile(whole, 0.5),
  };
}

/** Writers that each commit one entry at a time, until the last one is in the signed log. */
async function appends(platform: Platform): Promise<Figures> {
  say('appending');
  const database = new Database(platform.database.url, { connections: WRITERS });
  try {
    const began = performance.now();
    const writer = async (w: number): Promise<void> => {
      for (let i = 0; i < APPENDS / WRITERS; i++) {
        await database.transaction((tx) => appendAuditEntry(tx, entry(w, i)));
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, w) => writer(w)));
    const acknowledged = since(began);
    await platform.audit.sync();
    return {
      appendsASecond: Math.round((APPENDS / acknowledged) * 1_000),
      appendsInTheSignedLogASecond: Math.round((APPENDS / since(began)) * 1_000),
    };
  } finally {
    await database.close();
  }
}

function entry(writer: number, i: number): AuditEvent {
  const subject = `gen_bench_${writer}_${i}`;
  return {
    kind: 'generation.claimed',
    subject,
    at: new Date(),
    data: { worker: `wrk_${writer}`, leaseEpoch: 1 },
  };
}

async function proofs(platform: Platform): Promise<Figures> {
  say('proving');
  const times: number[] = [];
  for (let i = 0; i < PROOFS; i++) {
    const index = Math.floor((SIZE.entries * i * 0.618) % SIZE.entries);
    const began = performance.now();
    await platform.audit.proof(index);
    times.push(since(began));
  }
  return { proofMsP50: quantile(times, 0.5), proofMsP99: quantile(times, 0.99) };
}

function since(began: number): number {
  return performance.now() - began;
}

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))].toFixed(2));
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exitCode = 70;
});
