import 'reflect-metadata';
import { isAbsolute, join, resolve } from 'node:path';
import type { Fallback } from '@maquette/inference';
import { MaquetteError } from '@maquette/kernel';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment, type LogLevel } from './environment';

export interface S3Config {
  endpoint: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
  region: string;
}

/** All that the environment decides, read once. Paths are absolute; null means the embedded part is used. */
export interface PlatformConfig {
  /** The repository: holds prisma/, model-registry/ and, once built, dist/. */
  root: string;
  /** Embedded database, store and caches. */
  home: string;
  registryRoot: string;
  databaseUrl: string | null;
  redisUrl: string | null;
  s3: S3Config | null;
  /** Who runs this installation, as licence grants name their licensee; null: only licences for anyone count. */
  organisation: string | null;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** The pool that this process works for, and that a lone installation routes to. */
  pool: string;
  /** What a worker proves that it may work for the pool with. */
  joinToken: string | null;
  /** Where a worker shows its metrics, on `host`; null: nowhere. */
  metricsPort: number | null;
  /** `cpu`, `cuda`, …: the device of a worker. */
  device: string;
  /** What the pool offers, such as `4k`: generations may ask for it. */
  labels: readonly string[];
  /** What happens when the device cannot run a checkpoint. */
  deviceFallback: Fallback;
  /** What checkpoints may take of the device's memory, bytes; null leaves it to the worker. */
  deviceMemory: number | null;
  /** Threads of a worker's inference; null leaves it to the worker. */
  inferenceThreads: number | null;
  /** How long a worker that says nothing keeps its generation, milliseconds. Every process of an installation has the same. */
  leaseMs: number;
  /** How long a worker that is told to stop may go on with the clip in hand, milliseconds. */
  drainMs: number;
  logLevel: LogLevel;
  ffmpegPath: string | null;
  /** The organisation's chain for content credentials; null: an authority of this installation's own. */
  credentials: { certificates: string; key: string } | null;
  /** File of the key that signs the audit log; null: one of its own in `home`. */
  logKey: string | null;
  /** Name of the audit log; null: one that is made up when its key is. */
  logOrigin: string | null;
}

/**
 * Reads and checks the environment (docs/configuration.md has the table).
 * Throws `bad-configuration` (bad-usage), naming every variable that is wrong and why.
 */
export function readConfig(env: NodeJS.ProcessEnv, root: string): PlatformConfig {
  const environment = plainToInstance(Environment, withoutEmpty(env), {
    excludeExtraneousValues: true,
    exposeDefaultValues: true,
  });
  const problems = [
    ...problemsOf(environment),
    ...missingS3(environment),
    ...missingCredentials(environment),
  ];
  if (problems.length > 0) {
    throw new MaquetteError(
      'bad-usage',
      'bad-configuration',
      `The environment cannot be used:\n- ${problems.join('\n- ')}`,
      {
        hint: 'Correct or unset these variables; docs/configuration.md lists them all.',
        details: { problems },
      },
    );
  }
  return toConfig(environment, root);
}

/** What a child process needs in its environment to come to the same configuration. */
export function environmentFor(config: PlatformConfig): NodeJS.ProcessEnv {
  return {
    MAQUETTE_HOME: config.home,
    MAQUETTE_REGISTRY: config.registryRoot,
    ...(config.organisation ? { MAQUETTE_ORGANISATION: config.organisation } : {}),
    MAQUETTE_POOL: config.pool,
    ...(config.joinToken ? { MAQUETTE_JOIN_TOKEN: config.joinToken } : {}),
    ...(config.metricsPort !== null ? { MAQUETTE_METRICS_PORT: String(config.metricsPort) } : {}),
    MAQUETTE_DEVICE: config.device,
    ...(config.labels.length > 0 ? { MAQUETTE_LABELS: config.labels.join(',') } : {}),
    MAQUETTE_DEVICE_FALLBACK: config.deviceFallback,
    ...(config.deviceMemory ? { MAQUETTE_DEVICE_MEMORY_MB: String(config.deviceMemory / 1e6) } : {}),
    ...(config.inferenceThreads ? { MAQUETTE_INFERENCE_THREADS: String(config.inferenceThreads) } : {}),
    MAQUETTE_LEASE_SECONDS: String(config.leaseMs / 1000),
    MAQUETTE_DRAIN_SECONDS: String(config.drainMs / 1000),
    MAQUETTE_LOG_LEVEL: config.logLevel,
    ...(config.databaseUrl ? { DATABASE_URL: config.databaseUrl } : {}),
    ...(config.redisUrl ? { REDIS_URL: config.redisUrl } : {}),
    ...(config.ffmpegPath ? { FFMPEG_PATH: config.ffmpegPath } : {}),
    ...(config.logKey ? { MAQUETTE_LOG_KEY: config.logKey } : {}),
    ...(config.logOrigin ? { MAQUETTE_LOG_ORIGIN: config.logOrigin } : {}),
    ...(config.credentials
      ? {
          MAQUETTE_CREDENTIALS_CERTIFICATES: config.credentials.certificates,
          MAQUETTE_CREDENTIALS_KEY: config.credentials.key,
        }
      : {}),
    ...(config.s3
      ? {
          S3_ENDPOINT: config.s3.endpoint,
          S3_ACCESS_KEY: config.s3.accessKey,
          S3_SECRET_KEY: config.s3.secretKey,
          S3_BUCKET: config.s3.bucket,
          S3_REGION: config.s3.region,
        }
      : {}),
  };
}

/** A variable that is set to nothing counts as not set, as shells and compose files leave it. */
function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}

function problemsOf(environment: Environment): string[] {
  const messages = validateSync(environment).flatMap((error) => Object.values(error.constraints ?? {}));
  return [...new Set(messages)];
}

function missingS3(environment: Environment): string[] {
  if (!environment.S3_ENDPOINT) return [];
  const needed = ['S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;
  return needed
    .filter((name) => !environment[name])
    .map((name) => `${name} is missing: an object store (S3_ENDPOINT) needs it`);
}

function missingCredentials(environment: Environment): string[] {
  const pair = ['MAQUETTE_CREDENTIALS_CERTIFICATES', 'MAQUETTE_CREDENTIALS_KEY'] as const;
  const missing = pair.filter((name) => !environment[name]);
  return missing.length === 1
    ? [`${missing[0]} is missing: certificates and key are given together, or neither`]
    : [];
}

function toConfig(environment: Environment, root: string): PlatformConfig {
  const home = pathOr(environment.MAQUETTE_HOME, join(root, '.maquette'));
  return {
    root,
    home,
    registryRoot: pathOr(environment.MAQUETTE_REGISTRY, join(root, 'model-registry')),
    databaseUrl: environment.DATABASE_URL ?? null,
    redisUrl: environment.REDIS_URL ?? null,
    s3: environment.S3_ENDPOINT
      ? {
          endpoint: environment.S3_ENDPOINT,
          accessKey: environment.S3_ACCESS_KEY!,
          secretKey: environment.S3_SECRET_KEY!,
          bucket: environment.S3_BUCKET,
          region: environment.S3_REGION,
        }
      : null,
    organisation: environment.MAQUETTE_ORGANISATION ?? null,
    host: environment.MAQUETTE_HOST,
    port: environment.MAQUETTE_PORT,
    pool: environment.MAQUETTE_POOL,
    joinToken: environment.MAQUETTE_JOIN_TOKEN ?? null,
    metricsPort: environment.MAQUETTE_METRICS_PORT ?? null,
    device: environment.MAQUETTE_DEVICE,
    labels: environment.MAQUETTE_LABELS?.split(',') ?? [],
    deviceFallback: environment.MAQUETTE_DEVICE_FALLBACK,
    deviceMemory: environment.MAQUETTE_DEVICE_MEMORY_MB ? environment.MAQUETTE_DEVICE_MEMORY_MB * 1e6 : null,
    inferenceThreads: environment.MAQUETTE_INFERENCE_THREADS ?? null,
    leaseMs: environment.MAQUETTE_LEASE_SECONDS * 1000,
    drainMs: environment.MAQUETTE_DRAIN_SECONDS * 1000,
    logLevel: environment.MAQUETTE_LOG_LEVEL,
    ffmpegPath: environment.FFMPEG_PATH ?? null,
    credentials:
      environment.MAQUETTE_CREDENTIALS_CERTIFICATES && environment.MAQUETTE_CREDENTIALS_KEY
        ? {
            certificates: resolve(environment.MAQUETTE_CREDENTIALS_CERTIFICATES),
            key: resolve(environment.MAQUETTE_CREDENTIALS_KEY),
          }
        : null,
    logKey: environment.MAQUETTE_LOG_KEY ? resolve(environment.MAQUETTE_LOG_KEY) : null,
    logOrigin: environment.MAQUETTE_LOG_ORIGIN ?? null,
  };
}

function pathOr(path: string | undefined, fallback: string): string {
  if (!path) return fallback;
  return isAbsolute(path) ? path : resolve(path);
}
