import { expect, it } from 'vitest';
import type { Claim } from '@maquette/generation';
import type { HandlerParts } from './generation-handler';
import { observed } from './observed';
import { WorkerMetrics } from './worker-metrics';

// real: the metrics. fake: ledger, inference, credentials.
const claim: Claim = { generationId: 'gen_1', workerId: 'wrk_1', leaseEpoch: 1 };
const error = { code: 'encoder-failed', message: 'It broke.' };

function parts(held: boolean): HandlerParts {
  const answer = async () => held;
  const ledger = {
    ...{ publish: answer, fail: answer, park: answer, release: answer, snooze: answer },
    heartbeat: async () => (held ? 'held' : 'lost'),
  };
  const summary = { frames: 24, bakeMs: 1500, rasterMs: 2500, inferenceMs: 4000 };
  return {
    ledger,
    inference: { warmCheckpoints: ['warm'], render: async () => summary },
    credentials: { signClip: async () => 'label' },
    claimNext: async () => ({
      claim,
      generation: { checkpoint: 'warm', attempts: 1, createdAt: new Date() },
    }),
    assertLicensed: async () => Promise.reject(new Error('lapsed')),
  } as unknown as HandlerParts;
}

/** By name and labels, without the label that all have. */
async function values(metrics: WorkerMetrics): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => line.startsWith('maquette_'));
  const plain = (name: string) => name.replace(/,?app="worker",?/, '').replace('{}', '');
  return Object.fromEntries(
    lines
      .map((line) => line.slice('maquette_'.length).split(' '))
      .map(([name, value]) => [plain(name), Number(value)]),
  );
}

it('counts how generations end, and what their steps took', async () => {
  const metrics = new WorkerMetrics();
  const seen = observed(parts(true), metrics);
  await seen.claimNext(1000);
  await seen.inference.render({} as never, {} as never);
  seen.encoded!(0.25);
  await seen.ledger.publish(claim, []);
  await seen.ledger.fail(claim, error);
  await seen.ledger.park(claim, error);
  await seen.ledger.heartbeat(claim, { framesDone: 1, leaseMs: 1000 });
  expect(await values(metrics)).toMatchObject({
    'generations_finished_total{outcome="completed"}': 1,
    'generations_finished_total{outcome="failed"}': 1,
    'generations_finished_total{outcome="parked"}': 1,
    'claims_total{warm="true"}': 1,
    generation_wait_seconds_count: 1,
    'generation_step_seconds_sum{step="bake"}': 1.5,
    'generation_step_seconds_sum{step="encode"}': 0.25,
    frames_total: 24,
    lease_losses_total: 0,
  });
});

it('counts every way to learn that the lease is gone, and no ending then', async () => {
  const metrics = new WorkerMetrics();
  const { ledger, assertLicensed } = observed(parts(false), metrics);
  await ledger.publish(claim, []);
  await ledger.fail(claim, error);
  await ledger.park(claim, error);
  await ledger.release(claim, error);
  await ledger.snooze(claim, 'busy', 1);
  await ledger.heartbeat(claim, { framesDone: 1, leaseMs: 1000 });
  await expect(assertLicensed({} as never)).rejects.toThrow('lapsed');
  const found = await values(metrics);
  expect(found).toMatchObject({ lease_losses_total: 6, licence_refusals_total: 1 });
  expect(Object.keys(found).filter((name) => name.startsWith('generations_finished_total'))).toEqual([]);
});
