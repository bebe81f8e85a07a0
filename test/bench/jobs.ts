import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accept, createLogger, openPlatform, prepare, readConfig, repositoryRoot } from '@maquette/platform';
import type { NewArtefact } from '@maquette/generation';
import { printResult } from './print-result';

/**
 * What a generation spends around its pictures: being routed, accepted, queued, claimed, stored and published, through the
 * real ledger, queue and store. Composing, baking, rendering and encoding are left out; the clip is two megabytes of noise.
 */
const ROUNDS = 60;
const CLIP_BYTES = 2_000_000;

type Stage = 'routed' | 'accepted' | 'queued' | 'claimed' | 'stored' | 'published';

async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'maquette-bench-'));
  const config = readConfig({ ...process.env, MAQUETTE_HOME: home }, repositoryRoot(__dirname));
  const platform = await openPlatform(config, { log: createLogger('bench', 'warn') });
  const stages: Record<Stage, number[]> = {
    routed: [],
    accepted: [],
    queued: [],
    claimed: [],
    stored: [],
    published: [],
  };
  const totals: number[] = [];
  try {
    const request = {
      prompt: 'a quiet office at noon',
      seconds: 1,
      fps: 24,
      width: 960,
      height: 540,
      seed: 1,
    };
    const prepared = await prepare(platform, { request });
    const clip = join(home, 'clip.bin');
    let arrived: (at: number) => void = () => undefined;
    const consumer = await platform.queue.consume(config.pool, 1, async () => {
      arrived(performance.now());
      return { type: 'done' };
    });
    for (let round = 0; round < ROUNDS; round++) {
      await writeFile(clip, randomBytes(CLIP_BYTES)); // new bytes: the store would skip what it has
      const woken = new Promise<number>((resolve) => (arrived = resolve));
      const t0 = performance.now();
      await platform.router.decide({ ...prepared.request, date: new Date() });
      const t1 = performance.now();
      const { generation, timings } = await accept(platform, prepared);
      const t2 = performance.now();
      const t3 = Math.max(t2, await woken);
      const taken = await platform.ledger.claim(generation.id, 'bench', 30_000);
      const t4 = performance.now();
      const video = await platform.store.putFile(clip);
      const poster = await platform.store.putBytes(randomBytes(120_000));
      const t5 = performance.now();
      const artefacts: NewArtefact[] = [
        { kind: 'video', ...video, mediaType: 'video/mp4', frame: null },
        { kind: 'poster', ...poster, mediaType: 'image/jpeg', frame: null },
      ];
      await platform.ledger.publish(taken!.claim, artefacts);
      const t6 = performance.now();
      stages.routed.push(t1 - t0);
      stages.accepted.push(timings.accepting);
      stages.queued.push(timings.queueing + t3 - t2);
      stages.claimed.push(t4 - t3);
      stages.stored.push(t5 - t4);
      stages.published.push(t6 - t5);
      totals.push(t6 - t0);
    }
    await consumer.stop();
  } finally {
    await platform.close();
    await rm(home, { recursive: true, force: true });
  }
  const figures: Record<string, number> = { generations: ROUNDS };
  for (const [stage, times] of Object.entries(stages)) figures[`${stage}MsMedian`] = quantile(times, 0.5);
  figures.togetherMsMedian = quantile(totals, 0.5);
  figures.togetherMsP95 = quantile(totals, 0.95);
  printResult('jobs', figures);
}

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))].toFixed(2));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 70;
});
