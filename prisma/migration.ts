import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffSchema, startEmbeddedPostgres } from '@maquette/persistence';

const USAGE = `usage: migration check         compare prisma/schema.prisma with prisma/migrations; exit code 2: they differ
       migration new NAME      write the difference as a new migration, to be read and completed by hand\n`;

/** Compares the schema with the migrations in a scratch database of its own. Run from the repository root. */
async function difference(): Promise<string | null> {
  const dataDir = await mkdtemp(join(tmpdir(), 'maquette-migration-'));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  try {
    return await diffSchema(server.url, 'prisma/migrations', 'prisma/schema.prisma');
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function main([verb, name]: string[]): Promise<number> {
  if (verb === 'check') {
    const sql = await difference();
    if (sql === null) return 0;
    process.stderr.write(
      'prisma/schema.prisma differs from prisma/migrations. Run "migration new NAME". Missing:\n',
    );
    process.stdout.write(sql);
    return 2;
  }
  if (verb !== 'new' || !/^[a-z0-9_]+$/.test(name ?? '')) {
    process.stderr.write(USAGE);
    return 64;
  }
  const sql = await difference();
  if (sql === null) {
    process.stderr.write('prisma/schema.prisma and prisma/migrations agree: nothing to write.\n');
    return 0;
  }
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join('prisma/migrations', `${time}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), sql);
  process.stdout.write(`${folder}/migration.sql\n`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: Error & { hint?: string }) => {
    process.stderr.write(`${error.message}\n${error.hint ?? ''}\n`);
    process.exitCode = 70;
  },
);
