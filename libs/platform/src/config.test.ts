import { describe, expect, it } from 'vitest';
import { MaquetteError } from '@maquette/kernel';
import { environmentFor, readConfig } from './config';

const ROOT = '/srv/maquette';

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env, ROOT);
  } catch (error) {
    if (error instanceof MaquetteError && error.kind === 'bad-usage')
      return error.details.problems as string[];
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('is the embedded platform on loopback when nothing is set', () => {
    expect(readConfig({}, ROOT)).toEqual({
      root: ROOT,
      home: '/srv/maquette/.maquette',
      registryRoot: '/srv/maquette/model-registry',
      databaseUrl: null,
      redisUrl: null,
      s3: null,
      organisation: null,
      host: '127.0.0.1',
      port: 8080,
      pool: 'local-cpu',
      joinToken: null,
      metricsPort: null,
      labels: [],
      device: 'cpu',
      deviceFallback: 'refuse',
      deviceMemory: null,
      inferenceThreads: null,
      leaseMs: 30_000,
      drainMs: 10_000,
      logLevel: 'info',
      ffmpegPath: null,
      credentials: null,
      logKey: null,
      logOrigin: null,
    });
  });

  it('takes certificates and key of the organisation together, or neither', () => {
    const both = {
      MAQUETTE_CREDENTIALS_CERTIFICATES: '/etc/chain.pem',
      MAQUETTE_CREDENTIALS_KEY: '/etc/key.pem',
    };
    const config = readConfig(both, ROOT);
    expect(config.credentials).toEqual({ certificates: '/etc/chain.pem', key: '/etc/key.pem' });
    expect(environmentFor(config)).toMatchObject(both);
    for (const [name, value] of Object.entries(both)) {
      const [problem] = problemsOf({ [name]: value });
      expect(problem).toContain('given together, or neither');
    }
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(readConfig({ DATABASE_URL: '', MAQUETTE_PORT: ' ' }, ROOT)).toEqual(readConfig({}, ROOT));
  });

  it('names every variable that is wrong in one error', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://db',
      REDIS_URL: 'localhost:6379',
      S3_ENDPOINT: 'minio',
      MAQUETTE_PORT: '80a',
      MAQUETTE_LOG_LEVEL: 'loud',
      MAQUETTE_POOL: 'Big Pool',
      MAQUETTE_LOG_ORIGIN: 'my log',
    });
    const named = [
      'DATABASE_URL',
      'REDIS_URL',
      'S3_ENDPOINT',
      'MAQUETTE_PORT',
      'MAQUETTE_LOG_LEVEL',
      'MAQUETTE_POOL',
      'MAQUETTE_LOG_ORIGIN',
    ];
    for (const name of named)
      expect(
        problems.some((problem) => problem.startsWith(name)),
        name,
      ).toBe(true);
  });

  it.each(['-1', '65536', '1.5', '1e3'])('refuses the port %s', (port) => {
    expect(problemsOf({ MAQUETTE_PORT: port })[0]).toContain(`MAQUETTE_PORT is "${port}"`);
  });

  it('asks for the keys of an object store', () => {
    expect(problemsOf({ S3_ENDPOINT: 'http://127.0.0.1:9000' })).toEqual([
      expect.stringContaining('S3_ACCESS_KEY is missing'),
      expect.stringContaining('S3_SECRET_KEY is missing'),
    ]);
  });

  it('does not repeat the secrets of an address', () => {
    expect(problemsOf({ DATABASE_URL: 'pg://user:hunter2@db' }).join()).not.toContain('hunter2');
  });

  it('goes to a child process unchanged', () => {
    const config = readConfig(
      {
        DATABASE_URL: 'postgresql://u:p@db:5432/m',
        REDIS_URL: 'redis://cache:6379/1',
        S3_ENDPOINT: 'http://s3:9000',
        S3_ACCESS_KEY: 'a',
        S3_SECRET_KEY: 'b',
        MAQUETTE_HOME: '/var/lib/maquette',
        MAQUETTE_POOL: 'gpu-1',
        FFMPEG_PATH: '/usr/bin/ffmpeg',
        MAQUETTE_LOG_KEY: '/etc/maquette/log.key',
        MAQUETTE_LOG_ORIGIN: 'audit.example.org/maquette',
      },
      ROOT,
    );
    expect(readConfig(environmentFor(config), ROOT)).toEqual({ ...config, port: 8080 });
  });
});
