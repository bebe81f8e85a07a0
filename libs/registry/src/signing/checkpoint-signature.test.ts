import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRegistry, writeCheckpoint } from '../../../../test/fixtures/registry/build-registry';
import { openRegistry } from '../open-registry';
import { generateKeyPair, keyHint, parsePrivateKey } from './keys';
import { signCheckpoint } from './sign-checkpoint';
import { verifyModel } from './verify-model';
import { readTrust } from './trust-folder';

const REFERENCE = 'architecture/example@1.0.0';

let root: string;
let folder: string;
let built: Awaited<ReturnType<typeof buildRegistry>>;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'maquette-signature-'));
  built = await buildRegistry(root);
  folder = built.checkpoint.folder;
});
afterEach(() => rm(root, { recursive: true }));

const signature = () => join(folder, 'signature.json');
const entry = async (keys?: string[]) => (await openRegistry(root, { keys })).show(REFERENCE);
const newKey = () => {
  const { privateKey, publicKey } = generateKeyPair();
  return { privateKey: parsePrivateKey(privateKey, 'k'), publicKey };
};

describe('the signature of a version', () => {
  it('is valid by a key of the release', async () => {
    const { state, signature } = await entry();
    expect([state, signature]).toMatchObject([
      'ready',
      { state: 'valid', signer: { mode: 'key', file: join(root, 'keys/example.pem') } },
    ]);
  });

  it('may be missing: the version can be loaded, and says so', async () => {
    await rm(signature());
    expect(await entry()).toMatchObject({ state: 'ready', problems: [], signature: { state: 'missing' } });
  });

  it('is untrusted when nobody knows the key, until somebody trusts it', async () => {
    const trusted = join(root, 'trusted');
    await rename(join(root, 'keys'), trusted);
    expect(await entry()).toMatchObject({ state: 'ready', signature: { state: 'untrusted' } });
    expect(await entry([trusted, join(root, 'nowhere')])).toMatchObject({ signature: { state: 'valid' } });
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    ['no JSON', () => writeFile(signature(), 'x'), /no JSON/],
    ['of other files', async () => spoil(), /checkpoint\.json.* changed/],
    ['with another signature', async () => forge(), /one of them was changed/],
  ])('quarantines the version when it is %s', async (_, break_, message) => {
    await break_();
    const { state, problems, signature } = await entry();
    expect([state, signature.state]).toEqual(['quarantined', 'invalid']);
    expect(problems).toMatchObject([{ code: 'signature-invalid', file: 'signature.json' }]);
    expect(problems[0].message).toMatch(message);
    const registry = await openRegistry(root);
    await expect(registry.verifiedModelPath(REFERENCE)).rejects.toMatchObject({
      code: 'checkpoint-quarantined',
    });
  });

  /** A new record with sums of its own, under the old signature. */
  async function spoil(): Promise<void> {
    const old = await readFile(signature());
    await writeCheckpoint(root, { datasets: [built.dataset], title: 'Other' });
    await writeFile(signature(), old);
  }

  async function forge(): Promise<void> {
    const bundle = JSON.parse(await readFile(signature(), 'utf8'));
    const sig = Buffer.from(bundle.dsseEnvelope.signatures[0].sig, 'base64');
    sig[sig.length - 1] ^= 1;
    bundle.dsseEnvelope.signatures[0].sig = sig.toString('base64');
    await writeFile(signature(), JSON.stringify(bundle));
  }

  it('says nothing about files that are not in order', async () => {
    await writeFile(join(folder, 'LICENCE.txt'), 'Other terms.\n');
    const { problems, signature } = await entry();
    expect(signature).toEqual({ state: 'unchecked' });
    expect(problems.map(({ code }) => code)).toEqual(['size-mismatch']);
  });

  it('is one file, and no link; nothing else may lie beside', async () => {
    await rename(signature(), join(root, 'elsewhere'));
    await symlink(join(root, 'elsewhere'), signature());
    expect((await entry()).problems).toMatchObject([{ code: 'symlink', file: 'signature.json' }]);
    await rm(signature());
    await writeFile(join(folder, 'signature.sig'), '');
    expect((await entry()).problems).toMatchObject([{ code: 'file-unlisted', file: 'signature.sig' }]);
  });

  it('belongs to checkpoints alone', async () => {
    await cp(signature(), join(root, 'auxiliary/helper/1.0.0/signature.json'));
    const [helper] = (await openRegistry(root)).auxiliaries();
    expect(helper.problems).toMatchObject([{ code: 'file-unlisted', file: 'signature.json' }]);
  });

  it('can be checked by anybody, as a model with its bundle', async () => {
    const trust = await readTrust([join(root, 'keys')]);
    const { files } = await verifyModel({ folder, bundle: signature(), trust });
    expect(files).toEqual(['LICENCE.txt', 'SHA256SUMS', 'checkpoint.json', 'model.onnx']);
  });
});

describe('signCheckpoint', () => {
  it('signs every file, and replaces a signature that does not hold', async () => {
    await writeFile(signature(), 'x');
    const { privateKey, publicKey } = newKey();
    await writeFile(join(root, 'keys/new.pem'), publicKey);
    const registry = await openRegistry(root);
    const signed = await signCheckpoint(registry, 'architecture/example', { privateKey });
    expect(signed).toMatchObject({
      reference: REFERENCE,
      state: 'ready',
      signature: { state: 'valid', signer: { key: keyHint(privateKey) } },
    });
    expect(registry.show(REFERENCE)).toEqual(signed);
    expect((await readdir(join(folder, '..'))).sort()).toEqual(['1.0.0']);
  });

  it('refuses files that are not in order, and looks at them again first', async () => {
    const registry = await openRegistry(root);
    const before = await readFile(signature(), 'utf8');
    await writeFile(join(folder, 'LICENCE.txt'), 'Other terms.\n');
    const signing = signCheckpoint(registry, REFERENCE, { privateKey: newKey().privateKey });
    await expect(signing).rejects.toMatchObject({ code: 'checkpoint-quarantined' });
    expect(await readFile(signature(), 'utf8')).toBe(before);
  });
});

describe('trusted keys', () => {
  it('that cannot be read stop the opening, and private ones are no trusted ones', async () => {
    const { privateKey } = generateKeyPair();
    await writeFile(join(root, 'keys/own.pem'), privateKey);
    await writeFile(join(root, 'keys/README.md'), 'not a key');
    expect((await readTrust([join(root, 'keys')])).keys).toHaveLength(1);
    await writeFile(join(root, 'keys/broken.pem'), 'nonsense');
    await expect(openRegistry(root)).rejects.toMatchObject({
      code: 'key-unusable',
      message: expect.stringContaining('broken.pem'),
    });
  });
});
