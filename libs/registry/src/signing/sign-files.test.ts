import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signPayload } from './dsse';
import { keyHint, parsePublicKey, publicPem } from './keys';
import { modelFiles } from './model-files';
import { signFiles } from './sign-files';
import { verifyModel, type ModelToVerify } from './verify-model';

const SCHEMAS = join(__dirname, '../../../../test/fixtures/signing-schemas');
const CURVES = ['P-256', 'P-384', 'P-521'];
const FILES = {
  'weights.bin': 'weights',
  'sub/adapter (copy).bin': 'adapter',
  '.hidden/größe.json': '{}',
  'Z.txt': '',
  '\u{1f3e0}.txt': 'beyond the basic plane',
  '\uff21.txt': 'fullwidth',
};

let folder: string;
let model: string;
let bundle: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-signing-'));
  model = join(folder, 'model');
  bundle = join(folder, 'model.sig');
  for (const [name, text] of Object.entries(FILES)) await write(name, text);
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(model, name)), { recursive: true });
  await writeFile(join(model, name), text);
}

const newKey = (namedCurve = 'P-256'): KeyObject => generateKeyPairSync('ec', { namedCurve }).privateKey;
const trustIn = (...keys: KeyObject[]) => ({
  keys: keys.map((key) => ({ file: 'key.pub.pem', key: parsePublicKey(publicPem(key), 'key.pub.pem') })),
  authorities: [],
});

async function sign(privateKey: KeyObject): Promise<string> {
  const text = signFiles('model', await modelFiles(model, []), [], { privateKey });
  await writeFile(bundle, text);
  return text;
}

/** A bundle over any statement, right or wrong. */
function bundleOf(statement: object, privateKey: KeyObject): string {
  const payload = Buffer.from(JSON.stringify(statement));
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: keyHint(privateKey) } },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: signPayload(payload, privateKey).toString('base64') }],
    },
  });
}

const verify = (privateKey: KeyObject, over: Partial<ModelToVerify> = {}) =>
  verifyModel({ folder: model, bundle, trust: trustIn(privateKey), ...over });
const statementIn = (text: string) =>
  JSON.parse(Buffer.from(JSON.parse(text).dsseEnvelope.payload, 'base64').toString());

describe('a bundle of ours', () => {
  it('keeps to the published forms', async () => {
    const text = await sign(newKey());
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    const schemaOf = async (name: string) =>
      JSON.parse(await readFile(join(SCHEMAS, `${name}.schema.json`), 'utf8')) as object;
    ajv.addSchema(await schemaOf('dsse-envelope'));
    const checks = [
      [ajv.compile(await schemaOf('sigstore-bundle')), JSON.parse(text)],
      [ajv.compile(await schemaOf('model-signature')), statementIn(text)],
    ] as const;
    for (const [validate, value] of checks) {
      validate(value);
      expect(validate.errors).toBeNull();
      expect(validate({ ...value, more: 1 })).toBe(false);
    }
  });

  it('lists files by code point, and the root digest of theirs', async () => {
    const { subject, predicate } = statementIn(await sign(newKey()));
    const names = predicate.resources.map(({ name }: { name: string }) => name);
    expect(names).toEqual([
      '.hidden/größe.json',
      'Z.txt',
      'sub/adapter (copy).bin',
      'weights.bin',
      '\uff21.txt', // UTF-16 would put it behind the house
      '\u{1f3e0}.txt',
    ]);
    const hash = createHash('sha256');
    for (const name of names as (keyof typeof FILES)[])
      hash.update(Buffer.from(digestOf(FILES[name]).slice(7), 'hex'));
    expect(subject).toEqual([{ name: 'model', digest: { sha256: hash.digest('hex') } }]);
  });

  it.each(CURVES)('verifies with a key on %s, and with no other', async (curve) => {
    const key = newKey(curve);
    await sign(key);
    expect(await verify(key)).toMatchObject({
      model: 'model',
      signer: { mode: 'key', key: keyHint(key), file: 'key.pub.pem' },
    });
    await expect(verify(newKey(curve))).rejects.toMatchObject({ code: 'signature-untrusted' });
    await expect(verify(key, { trust: trustIn(newKey(), key) })).resolves.toMatchObject({ model: 'model' });
  });

  it('may lie in the folder that it signs', async () => {
    const key = newKey();
    const text = await sign(key);
    await write('model.sig', text);
    await expect(verify(key, { bundle: join(model, 'model.sig') })).resolves.toMatchObject({
      ignored: ['model.sig'],
    });
    await expect(verify(key)).rejects.toMatchObject({ details: { unsigned: ['model.sig'] } });
  });
});

describe('a model that was signed', () => {
  let key: KeyObject;
  beforeEach(async () => {
    key = newKey();
    await sign(key);
  });

  it.each<[string, () => Promise<void>, object]>([
    ['a changed file', () => write('Z.txt', 'x'), { changed: ['Z.txt'], missing: [], unsigned: [] }],
    ['a missing file', () => rm(join(model, 'Z.txt')), { missing: ['Z.txt'] }],
    ['a file besides', () => write('sub/more.bin', ''), { unsigned: ['sub/more.bin'] }],
    [
      'a file below .git elsewhere than at the top',
      () => write('sub/.git/x', ''),
      { unsigned: ['sub/.git/x'] },
    ],
  ])('fails with %s', async (_, spoil, details) => {
    await spoil();
    await expect(verify(key)).rejects.toMatchObject({ code: 'signature-files-differ', details });
  });

  it('lets be what version control keeps at the top', async () => {
    await write('.git/config', '');
    await expect(verify(key)).resolves.toBeDefined();
  });

  it('lets be what it is told to', async () => {
    await write('sub/more.bin', '');
    await expect(verify(key, { ignorePaths: ['sub/more.bin'] })).resolves.toBeDefined();
    await expect(verify(key, { ignorePaths: [join(model, 'sub/more.bin')] })).resolves.toBeDefined();
    await expect(verify(key, { ignoreUnsigned: true })).resolves.toBeDefined();
    await expect(verify(key, { ignorePaths: ['more.bin', '..', '/'] })).rejects.toThrow(
      'sub/more.bin is not signed',
    );
  });

  it('cannot be freed of a signed file by leaving it out', async () => {
    await write('Z.txt', 'x');
    for (const over of [{ ignorePaths: ['Z.txt'] }, { ignoreUnsigned: true }])
      await expect(verify(key, over)).rejects.toMatchObject({ code: 'signature-files-differ' });
  });

  it('fails with a link, wherever it leads', async () => {
    await symlink('.', join(model, 'cycle'));
    await expect(verify(key)).rejects.toThrow('cycle is a link');
    await rm(join(model, 'Z.txt'));
    await symlink('../outside', join(model, 'Z.txt'));
    await expect(verify(key, { ignoreUnsigned: true })).rejects.toThrow('Z.txt is a link');
  });

  it('is one bundle among files that are none', async () => {
    await expect(verify(key, { bundle: join(folder, 'nowhere') })).rejects.toMatchObject({
      code: 'bundle-missing',
    });
    await expect(verify(key, { folder: join(folder, 'no') })).rejects.toMatchObject({
      code: 'model-missing',
    });
  });
});

describe('a bundle that was tampered with', () => {
  it('never verifies, whichever byte was changed', async () => {
    const key = newKey();
    const text = await sign(key);
    const envelope = JSON.parse(text).dsseEnvelope as { payload: string; signatures: { sig: string }[] };
    const signed = [
      Buffer.from(envelope.payload, 'base64'),
      Buffer.from(envelope.signatures[0].sig, 'base64'),
    ];
    const change = fc.record({
      part: fc.constantFrom(0, 1),
      at: fc.nat(),
      mask: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ part, at, mask }) => {
        const bytes = signed.map((original) => Buffer.from(original));
        bytes[part][at % bytes[part].length] ^= mask;
        const [payload, sig] = bytes.map((changed) => changed.toString('base64'));
        const forged = JSON.parse(text);
        forged.dsseEnvelope = { ...envelope, payload, signatures: [{ sig }] };
        await writeFile(bundle, JSON.stringify(forged));
        await expect(verify(key)).rejects.toMatchObject({ code: 'signature-mismatch' });
      }),
      { numRuns: 60 },
    );
  });

  it('says what is wrong with its form', async () => {
    const key = newKey();
    const text = await sign(key);
    const forms: [object, RegExp][] = [
      [{ verificationMaterial: undefined }, /no verificationMaterial/],
      [{ verificationMaterial: {} }, /one key, or one chain/],
      [{ verificationMaterial: { publicKey: 5 } }, /publicKey is no object/],
      [{ verificationMaterial: { x509CertificateChain: { certificates: [] } } }, /no certificate/],
      [{ verificationMaterial: { certificate: {}, tlogEntries: [{}] } }, /keyless/],
    ];
    for (const [over, message] of forms) {
      await writeFile(bundle, JSON.stringify({ ...JSON.parse(text), ...over }));
      await expect(verify(key)).rejects.toThrow(message);
    }
    const hintless = JSON.parse(text);
    hintless.verificationMaterial.publicKey = {};
    await writeFile(bundle, JSON.stringify(hintless));
    await expect(verify(key)).resolves.toBeDefined();
    await expect(verify(newKey())).rejects.toMatchObject({ code: 'signature-untrusted' });
  });
});

describe('a statement', () => {
  it.each<[string, (statement: ReturnType<typeof statementIn>) => void, RegExp]>([
    ['of another type', (s) => (s._type = 'https://in-toto.io/Statement/v0.1'), /_type/],
    ['with another predicate', (s) => (s.predicateType = 'https://slsa.dev/provenance/v1'), /predicateType/],
    ['without predicate', (s) => delete s.predicate, /no predicate/],
    ['without subject', (s) => (s.subject = []), /one subject/],
    ['with two subjects', (s) => s.subject.push(s.subject[0]), /one subject/],
    ['without resources', (s) => (s.predicate.resources = []), /no file/],
    ['with another root digest', (s) => s.predicate.resources.pop(), /digest of its subject/],
    ['with a path that climbs', (s) => (s.predicate.resources[0].name = '../x'), /no path below/],
    ['with an absolute path', (s) => (s.predicate.resources[0].name = '/x'), /no path below/],
    ['with a name twice', (s) => (s.predicate.resources[0].name = s.predicate.resources[1].name), /twice/],
    ['in shards', (s) => (s.predicate.serialization.method = 'shards'), /files with sha256/],
    ['with another hash', (s) => (s.predicate.serialization.hash_type = 'blake2b'), /files with sha256/],
  ])('%s is refused although it is signed', async (_, change, message) => {
    const key = newKey();
    const statement = statementIn(await sign(key));
    change(statement);
    await writeFile(bundle, bundleOf(statement, key));
    await expect(verify(key)).rejects.toThrow(message);
  });
});

describe('keys', () => {
  it('are refused on other curves, of other kinds, and when they are the private half', () => {
    const edwards = generateKeyPairSync('ed25519')
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString();
    const koblitz = publicPem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey);
    const secret = newKey().export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const text of [edwards, koblitz, secret, '', 'nonsense'])
      expect(() => parsePublicKey(text, 'k.pem')).toThrow(expect.objectContaining({ code: 'key-unusable' }));
  });
});
