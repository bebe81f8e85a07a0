import { Database, PrismaGenerationLedger, PrismaRegistrations, migrate, startEmbeddedPostgres } from '@maquette/persistence';
import { checkpoint, dataset, newGeneration, video } from './records';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
async function main() {
  for (const url of ['postgresql://a:b@127.0.0.1:1/x', 'postgresql://a:b@no.such.host.invalid:1/x']) {
  const bad = new Database(url);
  const l = new PrismaGenerationLedger(bad);
  for (const f of [() => bad.check(), () => l.get('x'), () => l.claim('x', 'y', 1), () => migrate(url, 'prisma/migrations')]) await f().catch((e) => console.log(e.code, JSON.stringify(e.message)));
  }
  const dataDir = '/tmp/epgk';
  rmSync(dataDir, { recursive: true, force: true });
  let t = performance.now();
  const lap = (n: string) => { const x = performance.now(); console.log(n, (x - t).toFixed(1)); t = performance.now(); };
  const server = await startEmbeddedPostgres({ dataDir });
  lap('create+start');
  await migrate(server.url, 'prisma/migrations'); lap('migrate first');
  await migrate(server.url, 'prisma/migrations'); lap('migrate again');
  const database = new Database(server.url);
  await database.check(); lap('connect');
  await new PrismaRegistrations(database).register({ datasets: [dataset], checkpoints: [checkpoint] }); lap('register');
  const ledger = new PrismaGenerationLedger(database);
  const scene = { objects: Array.from({ length: 200 }, (_, i) => ({ id: `object-${i}`, position: [i * 0.1, 1 / (i + 1), 3], material: 'oak' })) };
  const laps: Record<string, number[]> = {};
  const cpu: Record<string, number> = {};
  const time = async <T>(n: string, f: () => Promise<T>) => { const s = performance.now(); const c0 = process.cpuUsage(); const r = await f(); const c1 = process.cpuUsage(c0); cpu[n] = (cpu[n] ?? 0) + (c1.user + c1.system) / 1000; (laps[n] ??= []).push(performance.now() - s); return r; };
  for (let i = 0; i < 200; i++) {
    const s = performance.now();
    const g = await time('accept', () => ledger.accept(newGeneration({ scene })));
    const c = (await time('claim', () => ledger.claim(g.id, 'w', 60000)))!;
    await time('heartbeat', () => ledger.heartbeat(c.claim, { framesDone: 3, leaseMs: 60000 }));
    await time('publish', () => ledger.publish(c.claim, [video, { ...video, kind: 'poster' }, { ...video, kind: 'scene' }]));
    (laps.together ??= []).push(performance.now() - s);
    await time('get', () => ledger.get(g.id));
    await time('list 20', () => ledger.list({ limit: 20, order: 'desc' }));
    if (i < 1) console.log('first', JSON.stringify(Object.fromEntries(Object.entries(laps).map(([k, v]) => [k, +v[0].toFixed(1)]))));
  }
  const q = (v: number[], p: number) => [...v].sort((a, b) => a - b)[Math.floor(p * v.length)].toFixed(1);
  for (const [n, v] of Object.entries(laps)) console.log(n.padEnd(10), 'p50', q(v, 0.5), 'p95', q(v, 0.95), 'max', q(v, 0.9999), 'min', q(v, 0), 'cpu', ((cpu[n] ?? 0) / v.length).toFixed(2));
  t = performance.now();
  await Promise.all(Array.from({ length: 100 }, () => ledger.accept(newGeneration({ scene })))); lap('100 accepts at once');
  console.log('rss MB', process.memoryUsage().rss / 1e6);
  t = performance.now();
  await database.close(); await server.stop(); lap('close+stop');
  const again = await startEmbeddedPostgres({ dataDir }); lap('start again'); await again.stop();
}
void main();
