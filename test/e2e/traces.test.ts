import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LAUNCHER } from './support/command';
import { processesOf } from './support/processes-of';

// real: api, worker and inference process, started as people start them. The collector is a few lines of HTTP.
interface Span {
  name: string;
  traceId: string;
}
interface Export {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

let folder: string;
let collector: Server;
const spans: Span[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-traces-'));
  collector = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as Export;
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await once(collector.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  collector.close();
  await rm(folder, { recursive: true, force: true });
});

it('follows a request from the api to its last frame in one trace', async () => {
  const { port } = collector.address() as AddressInfo;
  const embedded = { DATABASE_URL: '', REDIS_URL: '', S3_ENDPOINT: '', MAQUETTE_REGISTRY: '' };
  const server = spawn(process.execPath, [LAUNCHER, 'serve'], {
    env: {
      ...process.env,
      ...embedded,
      MAQUETTE_HOME: join(folder, 'home'),
      MAQUETTE_PORT: '0',
      MAQUETTE_LOG_LEVEL: 'error',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(server, 'exit');
  try {
    const [url] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
    const small = { seconds: 0.5, fps: 8, width: 192, height: 108, seed: 3 };
    const answer = await fetch(`${url}/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a compact bathroom with white tiles, at noon', ...small }),
    });
    expect(answer.status).toBe(202);
    const named = (name: string) => spans.find((span) => span.name === name);
    await expect.poll(() => named('publish'), { timeout: 120_000, interval: 250 }).toBeDefined();
    await expect.poll(() => named('generation'), { timeout: 10_000 }).toBeDefined();
  } finally {
    server.kill('SIGTERM');
    await exited;
    await expect.poll(() => processesOf(folder), { timeout: 20_000 }).toEqual([]); // the database, too
  }
  const traceId = spans.find(({ name }) => name === 'POST /generations')!.traceId;
  const inTrace = spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
  const steps = [
    'POST /generations',
    'route',
    'accept',
    'generation',
    'claim',
    'render',
    'paint',
    'light',
    'frames',
  ];
  expect(inTrace).toEqual(expect.arrayContaining([...steps, 'encode', 'sign', 'publish']));
});
