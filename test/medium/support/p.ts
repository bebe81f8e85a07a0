import { Database, PrismaGenerationLedger, PrismaRegistrations, migrate, startEmbeddedPostgres } from '@maquette/persistence';
import { canonicalJson, digestOf } from '@maquette/kernel';
import { checkpoint, dataset, newGeneration } from './records';
async function main() {
  const dataDir = '/tmp/epgk';
  const server = await startEmbeddedPostgres({ dataDir });
  const database = new Database(server.url);
  const ledger = new PrismaGenerationLedger(database);
  const scene = { objects: Array.from({ length: 200 }, (_, i) => ({ id: `object-${i}`, position: [i * 0.1, 1 / (i + 1), 3], material: 'oak' })) };
  console.log(JSON.stringify(scene).length);
  const cpu = async (n: string, f: () => unknown) => { const c = process.cpuUsage(); for (let i = 0; i < 300; i++) await f(); const d = process.cpuUsage(c); console.log(n, ((d.user + d.system) / 300000).toFixed(2)); };
  await cpu('accept', () => ledger.accept(newGeneration({ scene })));
  await cpu('accept', () => ledger.accept(newGeneration({ scene })));
  await cpu('canonical', () => digestOf(canonicalJson(scene)));
  await cpu('empty tx', () => database.transaction(async () => undefined));
  await cpu('check', () => database.check());
  await cpu('exec', () => database.run((c) => c.$executeRaw`SELECT ${'x'}`));
  await cpu('exec15k', () => database.run((c) => c.$executeRaw`SELECT ${JSON.stringify(scene)}`));
  const g = await ledger.accept(newGeneration({ scene }));
  await cpu('get', () => ledger.get(g.id));
  await database.close(); await server.stop();
}
void main();
