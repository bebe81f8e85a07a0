import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { getMetadataStorage } from 'class-validator';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '@maquette/platform';
import { Environment } from '../../libs/platform/src/environment';

// real: compose.yaml, compose.env.example, Dockerfile and the schema of the Compose Specification. No engine runs them here.
const ROOT = join(__dirname, '../..');
const OURS = /^(MAQUETTE_|S3_|DATABASE_URL$|REDIS_URL$|FFMPEG_PATH$)/;
/** Read by libraries, not by our configuration. */
const OTHERS = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'NODE_ENV'];

interface Service {
  build?: string;
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  stop_grace_period?: string;
}

let text: string;
let compose: { services: Record<string, Service>; volumes: Record<string, unknown> };
let validate: ReturnType<Ajv2020['compile']>;

beforeAll(async () => {
  text = await readFile(join(ROOT, 'compose.yaml'), 'utf8');
  compose = load(text) as typeof compose;
  const schema = await readFile(join(__dirname, '../fixtures/compose/compose-spec.json'), 'utf8');
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/); // Go's, not ISO 8601's
  validate = ajv.compile(JSON.parse(schema) as object);
});

const environmentOf = (service: string) => Object.keys(compose.services[service].environment ?? {});
const references = (source: string) => [...source.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name);

describe('compose.yaml', () => {
  it('keeps to the Compose Specification, which refuses what it does not know', () => {
    expect(validate(compose), JSON.stringify(validate.errors, null, 1)).toBe(true);
    const broken = structuredClone(compose) as unknown as {
      services: Record<string, Record<string, unknown>>;
    };
    broken.services.api.helthcheck = {};
    expect(validate(broken)).toBe(false);
  });

  it('gives our processes no variable that they do not read', () => {
    const known = [...declared(), ...OTHERS];
    expect(known).toContain('MAQUETTE_HOME');
    for (const service of ['api', 'worker']) {
      expect(environmentOf(service).filter((name) => !known.includes(name))).toEqual([]);
      expect(environmentOf(service).filter((name) => OURS.test(name)).length).toBeGreaterThan(5);
    }
  });

  it('and its example together make a configuration that is accepted', async () => {
    const example = await readFile(join(ROOT, 'compose.env.example'), 'utf8');
    const filled = Object.fromEntries(
      [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value || given(name)]),
    );
    expect(new Set(references(text))).toEqual(new Set([...Object.keys(filled), 'MAQUETTE_POOL']));
    for (const service of ['api', 'worker']) {
      const env = Object.fromEntries(
        Object.entries(compose.services[service].environment!).map(([name, value]) => [
          name,
          interpolated(String(value), filled),
        ]),
      );
      const config = readConfig(env, ROOT);
      expect(config.databaseUrl).toBe('postgresql://maquette:secret@postgres:5432/maquette');
      expect([config.redisUrl, config.s3?.endpoint]).toEqual(['redis://redis:6379/0', 'http://minio:9000']);
    }
  });

  it('holds no secret, and publishes the api on loopback alone', () => {
    for (const { environment = {} } of Object.values(compose.services))
      for (const [name, value] of Object.entries(environment))
        if (/PASSWORD|SECRET|TOKEN|_KEY$/.test(name)) expect(String(value)).toMatch(/^\$\{/);
    const ports = Object.values(compose.services).flatMap(({ ports: published = [] }) => published);
    expect(ports).toEqual(['127.0.0.1:8080:8080']);
  });

  it('waits for parts that have a health check, and names volumes that it declares', () => {
    for (const { depends_on = {}, healthcheck, volumes = [] } of Object.values(compose.services)) {
      expect(healthcheck?.test[0]).toBe('CMD');
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(condition).toBe('service_healthy');
        expect(compose.services[name].healthcheck).toBeDefined();
      }
      for (const volume of volumes) expect(compose.volumes).toHaveProperty(volume.split(':')[0]);
    }
  });

  it('lets a worker finish before it is killed', () => {
    const { environment, stop_grace_period } = compose.services.worker;
    const minutes = Number(/^(\d+)m$/.exec(stop_grace_period!)?.[1]);
    const { drainMs } = readConfig(
      { MAQUETTE_DRAIN_SECONDS: String(environment!.MAQUETTE_DRAIN_SECONDS) },
      ROOT,
    );
    expect(drainMs).toBeLessThan(minutes * 60_000);
  });
});

describe('the Dockerfile', () => {
  let lines: string[];
  beforeAll(async () => {
    const file = await readFile(join(ROOT, 'Dockerfile'), 'utf8');
    lines = file.split('\n').filter((line) => /^[A-Z]+ /.test(line));
  });

  it('copies what there is, and nothing that .dockerignore keeps back', async () => {
    const ignored = (await readFile(join(ROOT, '.dockerignore'), 'utf8')).split('\n');
    const sources = lines
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources).toContain('package-lock.json');
    for (const source of sources) {
      expect(existsSync(join(ROOT, source)), source).toBe(true);
      expect(ignored).not.toContain(source);
    }
    for (const secret of ['.env', '.maquette', '.git', 'node_modules']) expect(ignored).toContain(secret);
  });

  it('and compose.yaml run programs that the build makes', () => {
    const started = [
      ...Object.values(compose.services).flatMap(({ command = [] }) => command),
      ...(JSON.parse(/^CMD (.*)$/m.exec(lines.join('\n'))![1]) as string[]),
    ].filter((word) => word.startsWith('dist/'));
    expect(started.length).toBeGreaterThan(2);
    for (const path of started)
      expect(existsSync(join(ROOT, path.replace(/^dist\//, '').replace(/\.js$/, '.ts'))), path).toBe(true);
  });

  it('ends as a user who is not root, in a home that this user may write', () => {
    const run = lines.join('\n');
    const { MAQUETTE_HOME } = Object.fromEntries(
      [...run.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    );
    expect(lines.findIndex((line) => line === 'USER node')).toBeGreaterThan(
      lines.findIndex((line) => /chown node/.test(line)),
    );
    expect(run).toContain(`mkdir ${MAQUETTE_HOME} && chown node:node ${MAQUETTE_HOME}`);
    for (const name of ['api', 'worker'])
      expect(compose.services[name].volumes).toContain(`home:${MAQUETTE_HOME}`);
  });
});

/** The variables of our configuration: each has a rule. */
function declared(): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Environment, '', false, false);
  return rules.map(({ propertyName }) => propertyName);
}

function given(name: string): string {
  const values: Record<string, string> = {
    POSTGRES_PASSWORD: 'secret',
    S3_SECRET_KEY: 'secret',
    MAQUETTE_ORGANISATION: 'Studio',
    MAQUETTE_JOIN_TOKEN: `mq_${'0'.repeat(16)}_${'A'.repeat(43)}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
  };
  return values[name];
}

function interpolated(value: string, env: Record<string, string>): string {
  return value.replace(
    /\$\{([A-Z0-9_]+)(?::([-?])([^}]*))?\}/g,
    (_all, name: string, kind: string, word: string) => {
      return env[name] || (kind === '-' ? word : '');
    },
  );
}
