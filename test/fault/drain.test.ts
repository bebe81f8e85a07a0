import { afterEach, beforeEach, expect, it } from 'vitest';
import { Installation, PATIENCE_MS } from './support/installation';

// real: everything. A worker is told to stop (SIGTERM) with a clip in hand.
let installation: Installation;
beforeEach(async () => {
  installation = await Installation.open();
});
afterEach(() => installation.close());

const running = async () =>
  (await installation.sql("SELECT 1 FROM generation WHERE state = 'running' AND frames_done < frames_total"))
    .length;

it('finishes the clip in hand within its time, takes nothing new, and ends well', async () => {
  const [leaving] = await installation.startWorkers(1, { MAQUETTE_DRAIN_SECONDS: '120' });
  const ids = await installation.accept(4);
  await expect.poll(running, { timeout: PATIENCE_MS, interval: 10 }).toBe(1);
  const before = await installation.settled(ids);
  leaving.signal('SIGTERM');
  expect(await leaving.ended).toEqual({ code: 0, signal: null });
  expect(await installation.settled(ids)).toBe(before + 1);
  expect(await running()).toBe(0);
  await installation.startWorkers(1);
  expect(await installation.check(ids)).toMatchObject({ completed: 4, claims: 4, takeovers: 0 });
});

it('hands the clip back when the time is over, and it counts as no attempt', async () => {
  const [leaving] = await installation.startWorkers(1, { MAQUETTE_DRAIN_SECONDS: '0' });
  const ids = await installation.accept(2, { seconds: 300, fps: 60 });
  await expect.poll(running, { timeout: PATIENCE_MS, interval: 10 }).toBe(1);
  leaving.signal('SIGTERM');
  expect(await leaving.ended).toEqual({ code: 0, signal: null });
  const rows = await installation.sql(
    'SELECT state, attempts, worker_id, error_code FROM generation ORDER BY id',
  );
  const queued = { state: 'queued', attempts: 0, worker_id: null, error_code: null };
  expect(rows).toEqual([queued, queued]);
  const handedBack = await installation.sql(
    `SELECT body ->> 'subject' AS id FROM (SELECT body, kind FROM audit_entry UNION ALL SELECT body, kind FROM audit_pending) AS e
     WHERE kind = 'generation.snoozed' AND body #>> '{data,reason}' = 'worker-stopping'`,
  );
  expect(handedBack).toHaveLength(1);
  for (const id of ids) await installation.platform.ledger.cancel(id);
  expect(await installation.check(ids)).toMatchObject({ cancelled: 2, claims: 1, takeovers: 0 });
});
