import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accept, createLogger, openPlatform, prepare, readConfig, repositoryRoot } from '@maquette/platform';
import { digestOf } from '@maquette/kernel';
import { encodeVideo, posterJpeg } from '@maquette/media';
import { provenanceOf } from '../../apps/worker/src/provenance-of';
import { printResult } from './print-result';

/**
 * What a generation spends around its pictures: being routed, accepted, queued, claimed, signed, stored and published,
 * through the real ledger, queue, signer and store. Composing, baking, rendering and encoding are left out; the clip is
 * six seconds of coloured noise, encoded once.
 */
const ROUNDS = 60;
const CLIP = { width: 960, height: 540, fps: 24, frames: 144 };

type Stage = 'routed' | 'accepted' | 'queued' | 'claimed' | 'signed' | 'stored' | 'published';

async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'maquette-bench-'));
  const config = readConfig({ ...process.env, MAQUETTE_HOME: home }, repositoryRoot(__dirname));
  const platform = await openPlatform(config, { log: createLogger('bench', 'warn') });
  const stages: Record<Stage, number[]> = {
    routed: [],
    accepted: [],
    queued: [],
    claimed: [],
    signed: [],
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
    const clip = join(home, 'clip.mp4');
    const picture = await encodeClip(clip);
    const signed = join(home, 'signed.mp4');
    let arrived: (at: number) => void = () => undefined;
    const consumer = await platform.queue.consume(config.pool, 1, async () => {
      arrived(performance.now());
      return { type: 'done' };
    });
    for (let round = 0; round < ROUNDS; round++) {
      const woken = new Promise<number>((resolve) => (arrived = resolve));
      const t0 = performance.now();
      await platform.router.decide({ ...prepared.request, date: new Date() });
      const t1 = performance.now();
      const { generation, timings } = await accept(platform, prepared);
      const t2 = performance.now();
      const t3 = Math.max(t2, await woken);
      const taken = await platform.ledger.claim(generation.id, 'bench', 30_000);
      const t4 = performance.now();
      const { credentials, registry } = platform;
      const provenance = provenanceOf(generation, digestOf('scene'), registry);
      const credential = await credentials.signClip(clip, signed, provenance);
      const poster = await credentials.signPoster(picture, { clip: signed, frame: 0 }, provenance);
      const t5 = performance.now();
      const video = await platform.store.putFile(signed);
      const stored = await platform.store.putBytes(poster.bytes);
      const t6 = performance.now();
      await platform.ledger.publish(taken!.claim, [
        { kind: 'video', ...video, mediaType: 'video/mp4', frame: null, credential },
        {
          kind: 'poster',
          ...stored,
          mediaType: 'image/jpeg',
          frame: null,
          credential: poster.credential,
        },
      ]);
      const t7 = performance.now();
      stages.routed.push(t1 - t0);
      stages.accepted.push(timings.accepting);
      stages.queued.push(t3 - t2);
      stages.claimed.push(t4 - t3);
      stages.signed.push(t5 - t4);
      stages.stored.push(t6 - t5);
      stages.published.push(t7 - t6);
      totals.push(t7 - t0);
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

/** A clip of moving blocks at the path; answers a frame of it as JPEG. */
async function encodeClip(path: string): Promise<Uint8Array> {
  const { width, height, fps, frames } = CLIP;
  const encoder = encodeVideo({ path, width, height, fps, threads: 1 });
  let data = new Uint8Array();
  for (let frame = 0; frame < frames; frame++) {
    const blocks = randomBytes(3 * 48 * 27);
    data = new Uint8Array(width * height * 3);
    for (let at = 0; at < data.length; at++) {
      const pixel = Math.floor(at / 3);
      const block = Math.floor(pixel / width / 20) * 48 + Math.floor((pixel % width) / 20);
      data[at] = 96 + (blocks[3 * block + (at % 3)] >> 3);
    }
    await encoder.write(data);
  }
  await encoder.finish();
  return posterJpeg({ width, height, channels: 3, data });
}

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))].toFixed(2));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 70;
});
