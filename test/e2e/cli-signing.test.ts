import { generateKeyPairSync } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maquette } from './support/command';
import { buildTestRegistry } from './support/test-registry';

// real: the built command as a process, keys and signatures as files, and from "publish" on embedded Postgres.
const VECTORS = join(__dirname, '../fixtures/model-signing');
const KEY = join(VECTORS, 'assets/keys/certificate/signing-key-pub.pem');
const AUTHORITY = join(VECTORS, 'assets/keys/certificate/ca-cert.pem');
const REFERENCE = 'architecture/example@1.0.0';

let folder: string;
let registry: string;
let version: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-signing-'));
  registry = join(folder, 'registry');
  version = join(registry, 'architecture/example/1.0.0');
  await buildTestRegistry(registry);
  env = {
    MAQUETTE_HOME: join(folder, 'home'),
    MAQUETTE_REGISTRY: registry,
    DATABASE_URL: '',
    REDIS_URL: '',
    S3_ENDPOINT: '',
  };
  await maquette(['--help']); // builds, where that is needed
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => maquette(['registry', ...args, '--json'], { env, cwd: folder });
async function answer(...args: string[]) {
  const { code, stdout, stderr } = await run(...args);
  expect(code, stderr).toBe(0);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return JSON.parse(stdout) as any;
}

describe('registry verify-signature', () => {
  const model = (name: string) => ['--dir', join(VECTORS, 'assets/models', name)];
  const bundle = (path: string) => ['--bundle', join(VECTORS, path, 'bundle.sig')];

  it.each<[string, string[]]>([
    ['a key', [...model('multi-file'), ...bundle('positive/key-multi-file'), '--public-key', KEY]],
    [
      'a certificate',
      [
        ...model('simple'),
        ...bundle('positive/certificate-simple'),
        '--ca',
        AUTHORITY,
        '--ignore-path',
        'ignore-me',
      ],
    ],
    [
      'what was not signed let pass',
      [...model('simple'), ...bundle('positive/key-simple'), '--public-key', KEY, '--ignore-unsigned-files'],
    ],
  ])('exit 0 with %s', async (_, args) => {
    expect(await answer('verify-signature', ...args)).toMatchObject({ valid: true });
  });

  it.each<[number, string, string[]]>([
    [
      65,
      'signature-untrusted',
      [
        ...model('simple'),
        ...bundle('positive/key-simple'),
        '--public-key',
        join(VECTORS, 'assets/keys/wrong/wrong-key-pub.pem'),
      ],
    ],
    [
      65,
      'signature-untrusted',
      [...model('simple'), ...bundle('negative/certificate-expired_fail'), '--ca', AUTHORITY],
    ],
    [
      65,
      'signature-files-differ',
      [...model('multi-file'), ...bundle('positive/key-simple'), '--public-key', KEY],
    ],
    [
      65,
      'signature-bundle-invalid',
      [...model('simple'), ...bundle('negative/malformed-empty-bundle_fail'), '--public-key', KEY],
    ],
    [65, 'bundle-missing', [...model('simple'), '--bundle', 'nowhere', '--public-key', KEY]],
    [65, 'model-missing', ['--dir', 'nowhere', ...bundle('positive/key-simple'), '--public-key', KEY]],
    [65, 'key-unusable', [...model('simple'), ...bundle('positive/key-simple'), '--public-key', AUTHORITY]],
    [65, 'certificate-unusable', [...model('simple'), ...bundle('positive/key-simple'), '--ca', KEY]],
    [64, 'trust-missing', [...model('simple'), ...bundle('positive/key-simple')]],
    [
      64,
      'trust-missing',
      [...model('simple'), ...bundle('positive/key-simple'), '--public-key', KEY, '--ca', AUTHORITY],
    ],
  ])('exit %i, %s', async (code, problem, args) => {
    const finished = await run('verify-signature', ...args);
    expect([finished.code, finished.stdout], finished.stderr).toEqual([code, '']);
    expect(finished.stderr).toContain(`"code":"${problem}"`);
  });

  it('exit 64 without a model', async () => {
    expect((await run('verify-signature', '--bundle', 'x', '--public-key', KEY)).code).toBe(64);
  });
});

describe('registry sign', () => {
  it('makes a key at first use, for nobody else to read, and trusts it', async () => {
    const first = await answer('sign', REFERENCE);
    expect(first).toMatchObject({
      reference: REFERENCE,
      signature: { state: 'valid', signer: { mode: 'key' } },
    });
    const keys = join(folder, 'home/keys/checkpoints');
    expect((await readdir(keys)).sort()).toEqual(['own.pem', 'own.pub.pem']);
    expect((await stat(join(keys, 'own.pem'))).mode & 0o777).toBe(0o600);
    const again = await answer('sign', 'architecture/example');
    expect(again.signature.signer.key).toBe(first.signature.signer.key);
    const own = ['verify-signature', '--dir', version, '--bundle', join(version, 'signature.json')];
    await answer(...own, '--public-key', join(keys, 'own.pub.pem'));
    const { checkpoints } = await answer('verify');
    expect(checkpoints[0].signature).toEqual(again.signature);
  });

  it('takes a key of a file, which this installation need not trust', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const file = join(folder, 'foreign.pem');
    await writeFile(file, privateKey.export({ type: 'sec1', format: 'pem' }));
    expect(await answer('sign', REFERENCE, '--key', file)).toMatchObject({
      signature: { state: 'untrusted' },
    });
    expect((await answer('show', REFERENCE)).signature.state).toBe('untrusted');
  });

  it('signs for a release with a key of which only the public half is kept', async () => {
    const { publicKeyFile, signature } = await answer('sign', REFERENCE, '--release-key');
    expect(publicKeyFile).toMatch(/registry\/keys\/release-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}\.pem$/);
    expect(signature).toMatchObject({ state: 'valid', signer: { file: publicKeyFile } });
    expect(await readFile(publicKeyFile, 'utf8')).toMatch(
      /^-----BEGIN PUBLIC KEY-----\n[^-]+-----END PUBLIC KEY-----\n$/,
    );
  });

  it.each<[number, string, string[]]>([
    [64, 'options-exclude-each-other', [REFERENCE, '--release-key', '--key', 'k.pem']],
    [64, 'options-exclude-each-other', [REFERENCE, '--certificate', 'c.pem']],
    [65, 'file-missing', [REFERENCE, '--key', 'nowhere.pem']],
    [65, 'checkpoint-unknown', ['architecture/nowhere']],
  ])('exit %i, %s', async (code, problem, args) => {
    const finished = await run('sign', ...args);
    expect(finished.code, finished.stderr).toBe(code);
    expect(finished.stderr).toContain(`"code":"${problem}"`);
  });

  it('exit 65 for a version whose files are not in order; verify says so, too', async () => {
    const kept = join(folder, 'kept');
    await cp(version, kept, { recursive: true });
    await appendFile(join(version, 'LICENCE.txt'), 'And more.\n');
    expect((await run('sign', REFERENCE)).code).toBe(65);
    const verified = await run('verify', REFERENCE);
    expect(verified.code).toBe(65);
    expect(JSON.parse(verified.stdout).checkpoints[0].signature).toEqual({ state: 'unchecked' });
    await rm(version, { recursive: true });
    await cp(kept, version, { recursive: true });
    expect((await run('verify', REFERENCE)).code).toBe(0);
  });
});

describe('publish, alias and withdraw', () => {
  it('go the whole way, and a withdrawn version is not routed to', async () => {
    expect(await answer('publish', REFERENCE, '--check')).toMatchObject({ complete: true });
    expect(await answer('publish', REFERENCE)).toMatchObject({
      publication: 'published',
      published: { by: 'release' },
    });
    expect(await answer('alias', REFERENCE, 'stable', '--new')).toMatchObject({
      target: REFERENCE,
      moves: 1,
    });
    const taken = await run('alias', REFERENCE, 'stable', '--new');
    expect([taken.code, taken.stderr], taken.stderr).toEqual([65, expect.stringContaining('alias-moved')]);
    expect((await answer('aliases')).aliases).toMatchObject([
      { reference: 'architecture/example@stable', state: 'ready' },
    ]);
    expect((await answer('show', 'architecture/example@stable')).reference).toBe(REFERENCE);

    const route = (...args: string[]) => maquette(['route', 'a bright kitchen', ...args, '--json'], { env });
    expect(JSON.parse((await route('--checkpoint', 'architecture/example@stable')).stdout).checkpoint).toBe(
      REFERENCE,
    );
    expect(await answer('withdraw', REFERENCE, '--reason', 'It paints snow.')).toMatchObject({
      publication: 'withdrawn',
    });
    const refused = await route('--checkpoint', REFERENCE);
    expect(refused.code, refused.stderr).toBe(2);
    expect(refused.stdout).toContain('was withdrawn');
    const lost = await run('show', 'architecture/example@stable');
    expect([lost.code, lost.stderr], lost.stderr).toEqual([
      65,
      expect.stringContaining('alias-target-withdrawn'),
    ]);
  });

  it('exit 65 with everything that is missing', async () => {
    await rm(join(version, 'signature.json'));
    const finished = await run('publish', REFERENCE);
    expect(finished.code, finished.stderr).toBe(65);
    expect(finished.stderr).toContain('"code":"publication-incomplete"');
    expect(finished.stderr).toContain('is not signed');
  });
});
