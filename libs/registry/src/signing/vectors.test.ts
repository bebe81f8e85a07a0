import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCertificates } from './certificates';
import { parsePublicKey } from './keys';
import type { Trust } from './verify-bundle';
import { verifyModel } from './verify-model';

/** Every case of test/fixtures/model-signing, whose README says what they are. */
const ROOT = join(__dirname, '../../../../test/fixtures/model-signing');
const WHEN = new Date('2026-06-01T00:00:00Z');

interface Case {
  description: string;
  method: 'key' | 'certificate';
  model: string;
  model_relative_to?: 'test_dir';
  expect?: 'fail';
  expected_signed_files?: string[];
  model_modifications?: {
    inject?: Record<string, string>;
    tamper?: Record<string, string>;
    delete?: string[];
  };
  verify: {
    public_key?: string;
    cert_chain?: string[];
    ignore_paths?: string[];
    ignore_unsigned_files?: boolean;
  };
}

/** Why each bad case fails: it must not fail for another reason. */
const REASONS: Record<string, [string, RegExp]> = {
  'certificate-expired_fail': ['signature-untrusted', /expired-signer expired at 2020-01-02/],
  'key-simple-corrupted-bundle_fail': ['signature-bundle-invalid', /no JSON/],
  'key-simple-extra-file_fail': ['signature-files-differ', /injected\.bin is not signed/],
  'key-simple-missing-file_fail': ['signature-files-differ', /signme-2 is missing/],
  'key-simple-no-signature_fail': ['signature-bundle-invalid', /0 signatures/],
  'key-simple-tampered-content_fail': ['signature-files-differ', /signme-1 is changed/],
  'key-simple-truncated-bundle_fail': ['signature-bundle-invalid', /no JSON/],
  'key-simple-wrong-key_fail': ['signature-untrusted', /not among the trusted/],
  'key-simple-wrong-mediatype_fail': ['signature-bundle-invalid', /mediaType is "application\/json"/],
  'malformed-empty-bundle_fail': ['signature-bundle-invalid', /it is empty/],
  'malformed-empty-resources_fail': ['signature-mismatch', /was changed/],
  'malformed-missing-envelope_fail': ['signature-bundle-invalid', /no dsseEnvelope/],
  'malformed-no-predicate_fail': ['signature-mismatch', /was changed/],
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-vectors-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function trustOf({ method, verify }: Case): Promise<Trust> {
  const read = (path: string) => readFile(join(ROOT, 'assets', path), 'utf8');
  if (method === 'key') {
    const file = verify.public_key!;
    return { keys: [{ file, key: parsePublicKey(await read(file), file) }], authorities: [] };
  }
  const authorities = await Promise.all(
    verify.cert_chain!.map(async (file) => parseCertificates(await read(file), file)),
  );
  return { keys: [], authorities: authorities.flat() };
}

async function check(path: string) {
  const test = JSON.parse(await readFile(join(path, 'config.json'), 'utf8')) as Case;
  const model = join(folder, 'model');
  const from = test.model_relative_to === 'test_dir' ? path : join(ROOT, 'assets');
  await cp(join(from, test.model), model, { recursive: true });
  const { inject = {}, tamper = {}, delete: removed = [] } = test.model_modifications ?? {};
  for (const [name, text] of Object.entries({ ...inject, ...tamper }))
    await writeFile(join(model, name), text);
  for (const name of removed) await rm(join(model, name));
  const verified = verifyModel({
    folder: model,
    bundle: join(path, 'bundle.sig'),
    trust: await trustOf(test),
    ignorePaths: test.verify.ignore_paths,
    ignoreUnsigned: test.verify.ignore_unsigned_files,
    at: WHEN,
  });
  return { test, verified };
}

describe.each(['positive', 'negative'])('%s', async (kind) => {
  const names = await readdir(join(ROOT, kind));

  it.each(names)('%s', async (name) => {
    const { test, verified } = await check(join(ROOT, kind, name));
    if (test.expect === 'fail') {
      const [code, message] = REASONS[name];
      await expect(verified).rejects.toMatchObject({
        kind: 'bad-input',
        code,
        message: expect.stringMatching(message),
      });
      return;
    }
    const files = [...(await verified).files].sort();
    expect(files).toEqual(test.expected_signed_files);
  });
});

it('covers every case that was given', async () => {
  expect((await readdir(join(ROOT, 'negative'))).sort()).toEqual(Object.keys(REASONS).sort());
  expect(await readdir(join(ROOT, 'positive'))).toHaveLength(3);
});
