import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '@maquette/kernel';
import { readImage } from '@maquette/media';
import { hasRedis, startRealS3, startRedis, startS3Server, whyNoRealS3 } from '@maquette/testing';
import { maquette } from './support/command';

// real: Redis (Bull), an S3 server (the real one where it is built), Postgres, the worker and its processes. Without redis-server there is nothing to test.
describe.skipIf(!hasRedis())('an installation on Redis and S3', () => {
  let folder: string;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let s3: Awaited<ReturnType<typeof startS3Server>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maquette-grown-'));
    [redis, s3] = await Promise.all([startRedis(), whyNoRealS3() ? startS3Server() : startRealS3()]);
  });
  afterAll(async () => {
    await Promise.all([redis?.stop(), s3?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  async function frames(name: string, env: NodeJS.ProcessEnv): Promise<string[]> {
    const home = { MAQUETTE_HOME: join(folder, `home-${name}`), MAQUETTE_REGISTRY: '', DATABASE_URL: '' };
    const small = ['--seconds', '0.5', '--fps', '8', '--size', '192x108', '--seed', '5'];
    const out = ['--out', `${name}.mp4`, '--keep-frames', name];
    const { code, stderr } = await maquette(
      ['generate', 'a small kitchen in the evening', ...small, ...out],
      {
        env: { ...home, ...env },
        cwd: folder,
      },
    );
    expect(code, stderr).toBe(0);
    const files = (await readdir(join(folder, name))).sort();
    // The pixels: what is signed differs with the time of signing.
    const images = await Promise.all(files.map((file) => readImage(join(folder, name, file))));
    return images.map(({ data }) => digestOf(data));
  }

  it('paints the frames that the embedded one paints', async () => {
    const embedded = await frames('embedded', { REDIS_URL: '', S3_ENDPOINT: '' });
    const grown = await frames('grown', {
      REDIS_URL: redis.url,
      S3_ENDPOINT: s3.endpoint,
      S3_ACCESS_KEY: s3.accessKey,
      S3_SECRET_KEY: s3.secretKey,
    });
    expect(embedded).toHaveLength(4);
    expect(grown).toEqual(embedded);
  });
});
