import { startEmbeddedPostgres } from '@maquette/persistence';

/**
 * Starts or joins the server of the folder that the first argument names, and prints its address. Then stops properly
 * when the second argument is `stop`; otherwise waits to be killed.
 */
async function main([dataDir, then]: string[]): Promise<void> {
  const { url, stop } = await startEmbeddedPostgres({ dataDir, durable: false });
  process.stdout.write(`${url}\n`);
  if (then !== 'stop') setInterval(() => undefined, 60_000);
  else await stop();
}

void main(process.argv.slice(2));
