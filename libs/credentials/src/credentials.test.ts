import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MaquetteError, digestOf } from '@maquette/kernel';
import { encodePng, encodeVideo, posterJpeg, readImage } from '@maquette/media';
import {
  Credentials,
  Engine,
  MOST_READ_BYTES,
  PROVENANCE_LABEL,
  makeOwnAuthority,
  openOwnAuthority,
  type Authority,
  type Provenance,
} from '.';

// real: the C2PA engine, the authority, the encoders. The engine runs in the calling thread (engine.test.ts has the thread).
const engine = new Engine();
const generator = { name: 'Maquette', version: '0.1.0' };
const provenance: Provenance = {
  generation: 'gen_01TEST',
  request: digestOf('request'),
  decision: digestOf('decision'),
  use: 'commercial',
  territory: 'DE',
  checkpoint: {
    reference: 'architecture/daylight@1.0.0',
    digest: digestOf('checkpoint'),
    record: digestOf('record'),
    licence: 'Apache-2.0',
  },
  datasets: [
    { id: 'rooms', version: '2.0.0', record: digestOf('rooms'), licence: 'CC-BY-4.0', roles: ['train'] },
  ],
  attributions: ['"Rooms" by Größe & Söhne, CC-BY-4.0'],
  scene: { digest: digestOf('scene'), mediaType: 'application/json' },
  inputs: [
    { kind: 'scene', digest: digestOf('given scene') },
    { kind: 'camera', digest: digestOf('given camera') },
  ],
};

let folder: string;
let authority: Authority;
let credentials: Credentials;
const image = { width: 96, height: 64, channels: 3 as const, data: new Uint8Array(randomBytes(96 * 64 * 3)) };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-credentials-'));
  authority = await makeOwnAuthority(join(folder, 'authority'));
  credentials = new Credentials({ engine, generator, authority, roots: [] });
  const encoder = encodeVideo({ path: join(folder, 'plain.mp4'), width: 96, height: 64, fps: 6, threads: 1 });
  for (let frame = 0; frame < 6; frame += 1) await encoder.write(image.data);
  await encoder.finish();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Signed {
  path: string;
  credential: string;
}

async function signedClip(by = credentials, facts = provenance): Promise<Signed> {
  const path = join(folder, `clip-${randomBytes(4).toString('hex')}.mp4`);
  return { path, credential: await by.signClip(join(folder, 'plain.mp4'), path, facts) };
}

async function signedFrame(by = credentials): Promise<Uint8Array> {
  return (await by.signFrame(await encodePng(image), 3, provenance)).bytes;
}

describe('every kind of artefact', () => {
  it('a clip is trusted, created by the checkpoint from the user’s inputs, closed to training', async () => {
    const { path, credential } = await signedClip();
    const { mediaType, report } = await credentials.read({ path });
    expect(mediaType).toBe('video/mp4');
    expect(report).toMatchObject({ state: 'Trusted', failures: [] });
    expect(report.passed).toContain('assertion.bmffHash.match');
    expect(report.manifest).toMatchObject({
      label: credential,
      generator: 'Maquette 0.1.0',
      signer: { organisation: 'Maquette', algorithm: 'Es256' },
      actions: [
        {
          action: 'c2pa.created',
          agent: 'architecture/daylight 1.0.0',
          digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
        },
      ],
      ingredients: [
        { relationship: 'inputTo', instanceId: digestOf('given scene'), manifest: null },
        { relationship: 'inputTo', instanceId: digestOf('given camera'), manifest: null },
      ],
      provenance: { ...provenance, version: 1 },
    });
    expect(new Set(Object.values(report.manifest!.trainingMining))).toEqual(new Set(['notAllowed']));
    expect(Object.keys(report.manifest!.trainingMining)).toContain('cawg.ai_generative_training');
  });

  it('a frame is trusted and created', async () => {
    const { report } = await credentials.read({ bytes: await signedFrame() });
    expect(report.state).toBe('Trusted');
    expect(report.manifest?.actions.map(({ action }) => action)).toEqual(['c2pa.created']);
  });

  it('a poster is trusted, and names the clip as its parent', async () => {
    const clip = await signedClip();
    const poster = await credentials.signPoster(
      await posterJpeg(image),
      { clip: clip.path, frame: 2 },
      provenance,
    );
    const { report } = await credentials.read({ bytes: poster.bytes });
    expect(report.state).toBe('Trusted');
    expect(report.manifest?.label).toBe(poster.credential);
    expect(report.manifest?.actions.map(({ action }) => action)).toEqual(['c2pa.opened', 'c2pa.converted']);
    expect(report.manifest?.ingredients).toMatchObject([
      { relationship: 'parentOf', manifest: clip.credential, format: 'video/mp4' },
    ]);
  });

  it('says nothing of a prompt or a scene but digests', async () => {
    const { path } = await signedClip();
    const told = (await credentials.read({ path })).report.manifest?.provenance;
    expect(Object.keys(told!).sort()).toEqual([...Object.keys(provenance), 'version'].sort());
    expect((await readFile(path)).includes(PROVENANCE_LABEL)).toBe(true);
  });

  it('keeps the pixels as they were', async () => {
    const plain = await encodePng(image);
    const { bytes } = await credentials.signFrame(plain, 0, provenance);
    expect(await readImage(bytes)).toEqual(await readImage(plain));
  });
});

describe('what was changed', () => {
  /** Where pixels lie: behind the credentials, before the end of the file. */
  it.each([
    ['PNG', 'assertion.dataHash.mismatch', () => signedFrame(), 400],
    ['JPEG', 'assertion.dataHash.mismatch', signedPoster, 400],
    ['MP4', 'assertion.bmffHash.mismatch', async () => readFile((await signedClip()).path), 400],
  ] as const)('one flipped pixel byte of a %s is told as %s', async (_kind, code, make, fromEnd) => {
    const bytes = Buffer.from(await make());
    bytes[bytes.length - fromEnd] ^= 1;
    const { report } = await credentials.read({ bytes });
    expect(report.state).toBe('Invalid');
    expect(report.failures.map((failure) => failure.code)).toEqual([code]);
  });

  it('a changed statement is told too', async () => {
    const bytes = Buffer.from(await signedFrame());
    const at = bytes.indexOf('"territory":"DE"');
    expect(at).toBeGreaterThan(0);
    bytes.write('FR', at + '"territory":"'.length);
    const { report } = await credentials.read({ bytes });
    expect(report.state).toBe('Invalid');
    expect(report.failures.map(({ code }) => code)).toContain('assertion.hashedURI.mismatch');
  });

  it('a stripped file has none', async () => {
    const bytes = await encodePng(image);
    expect((await credentials.read({ bytes })).report).toEqual({
      state: 'None',
      failures: [],
      passed: [],
      manifest: null,
    });
    expect((await credentials.read({ path: join(folder, 'plain.mp4') })).report.state).toBe('None');
  });
});

async function signedPoster(): Promise<Uint8Array> {
  const { path } = await signedClip();
  const jpeg = await posterJpeg(image);
  return (await credentials.signPoster(jpeg, { clip: path, frame: 0 }, provenance)).bytes;
}

describe('whom to believe', () => {
  it('another installation’s file is intact, but untrusted until its root is given', async () => {
    const other = await makeOwnAuthority(join(folder, 'other'));
    const theirs = new Credentials({ engine, generator, authority: other, roots: [] });
    const bytes = await signedFrame(theirs);
    const { report } = await credentials.read({ bytes });
    expect(report.state).toBe('Valid');
    expect(report.failures.map(({ code }) => code)).toEqual(['signingCredential.untrusted']);
    expect((await credentials.read({ bytes }, { trust: other.root.pem })).report.state).toBe('Trusted');
    const both = new Credentials({ engine, generator, authority, roots: [other.root] });
    expect((await both.read({ bytes })).report.state).toBe('Trusted');
  });

  it('without any root nothing is trusted, and everything is read', async () => {
    const why = new MaquetteError('conflict', 'credential-root-elsewhere', 'Another machine signs.');
    const rootless = new Credentials({ engine, generator, authority: why, roots: [] });
    expect((await rootless.read({ bytes: await signedFrame() })).report.state).toBe('Valid');
  });

  it('refuses a root that is none', async () => {
    const reading = credentials.read({ bytes: await signedFrame() }, { trust: 'no certificate' });
    await expect(reading).rejects.toMatchObject({ kind: 'bad-input', code: 'credential-chain-invalid' });
  });
});

describe('when nothing can be signed', () => {
  it('the key is away: it may come back', async () => {
    const home = join(folder, 'away');
    const own = await makeOwnAuthority(home);
    const signing = new Credentials({ engine, generator, authority: own, roots: [] });
    await rm(join(home, 'signer.pem'));
    const failure = { kind: 'unavailable', code: 'signing-failed' };
    await expect(signing.assertCanSign()).rejects.toMatchObject(failure);
    await expect(signedFrame(signing)).rejects.toMatchObject(failure);
    await expect(signedClip(signing)).rejects.toMatchObject({
      ...failure,
      message: expect.stringContaining('signer.pem'),
    });
  });

  it('the key fails in the midst of signing: nothing is handed back', async () => {
    const broken: Authority = {
      ...authority,
      signer: async () => {
        const signer = await authority.signer();
        const sign = () => {
          throw new Error('the token was pulled out');
        };
        return { ...signer, algorithm: { ...signer.algorithm, sign } };
      },
    };
    const signing = new Credentials({ engine, generator, authority: broken, roots: [] });
    await expect(signedFrame(signing)).rejects.toMatchObject({
      code: 'signing-failed',
      message: expect.stringContaining('the token was pulled out'),
    });
    expect((await credentials.read({ bytes: await signedFrame() })).report.state).toBe('Trusted');
  });

  it('there is no authority here: reading goes on', async () => {
    const why = new MaquetteError('conflict', 'credential-root-differs', 'Another machine signs.');
    const reading = new Credentials({ engine, generator, authority: why, roots: [authority.root] });
    await expect(reading.assertCanSign()).rejects.toMatchObject({ kind: 'conflict', code: 'signing-failed' });
    expect((await reading.read({ bytes: await signedFrame() })).report.state).toBe('Trusted');
  });

  it('the file is no video', async () => {
    const path = join(folder, 'noise.mp4');
    await writeFile(path, randomBytes(5_000));
    await expect(credentials.signClip(path, `${path}.signed`, provenance)).rejects.toMatchObject({
      kind: 'internal',
      code: 'signing-failed',
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('noise'))).toEqual(['noise.mp4']);
  });
});

const PNG_HEAD = Buffer.from('89504e470d0a1a0a', 'hex');
const MP4_HEAD = Buffer.from('\0\0\0\x10ftypmp42\0\0\0\0', 'latin1');

describe('bytes of strangers', () => {
  it.each([
    ['text', Buffer.from('hello'), 'media-type-unsupported'],
    ['nothing', Buffer.alloc(0), 'media-type-unsupported'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'media-type-unsupported'],
    ['a picture in a box format', Buffer.from('\0\0\0\x1cftypavif\0\0\0\0'), 'media-type-unsupported'],
    ['the first bytes of a PNG', PNG_HEAD, 'media-unreadable'],
    ['a PNG of noise', Buffer.concat([PNG_HEAD, Buffer.alloc(999, 7)]), 'media-unreadable'],
    ['an MP4 of noise', Buffer.concat([MP4_HEAD, Buffer.alloc(999, 7)]), 'media-unreadable'],
  ])('%s', async (_what, bytes, code) => {
    await expect(credentials.read({ bytes })).rejects.toMatchObject({ kind: 'bad-input', code });
  });

  it('a file beyond the limit is refused unread', async () => {
    const path = join(folder, 'huge.mp4');
    await writeFile(path, MP4_HEAD);
    await truncate(path, MOST_READ_BYTES + 1); // sparse: it takes no room
    await expect(credentials.read({ path })).rejects.toMatchObject({ code: 'media-too-large' });
  });

  it('cut off anywhere, or with bytes changed in the credentials, a file is an answer or a typed refusal', async () => {
    const whole = Buffer.from(await signedFrame());
    const states = new Set<string>();
    for (let round = 0; round < 150; round += 1) {
      const bytes = Buffer.from(round % 2 ? whole.subarray(0, (whole.length * round) / 150) : whole);
      if (round % 2 === 0) bytes.writeUInt32BE((round * 2_654_435_761) >>> 0, 8 + round * 60);
      const outcome = await credentials.read({ bytes }).catch((error: MaquetteError) => error);
      if (outcome instanceof Error) expect(outcome.kind).toBe('bad-input');
      states.add(outcome instanceof Error ? outcome.code : outcome.report.state);
    }
    expect([...states]).toEqual(expect.arrayContaining(['Invalid', 'media-unreadable']));
    expect(states.has('Trusted')).toBe(false);
  });

  it('text from a file cannot steer a terminal', async () => {
    const hostile = { ...provenance, attributions: ['\u001b[2Jgone\u202e', 'x'.repeat(5_000)] };
    const { path } = await signedClip(credentials, hostile);
    const { manifest } = (await credentials.read({ path })).report;
    const [first, second] = manifest!.provenance!.attributions as string[];
    expect(first).toBe(' [2Jgone ');
    expect(second).toHaveLength(2_000);
  });
});

describe('time', () => {
  const inYears = (years: number) => ({ now: () => new Date(Date.now() + years * 365 * 86_400_000) });
  const signerOf = async (home: string) => readFile(join(home, 'signer.pem'), 'utf8');

  it('a signer is replaced after its year, under the same root, and signs on', async () => {
    const home = join(folder, 'renewed');
    const first = await makeOwnAuthority(home);
    const before = await signerOf(home);
    await (await openOwnAuthority(home, inYears(0.9))).signer();
    expect(await signerOf(home)).toBe(before);
    const later = await openOwnAuthority(home, inYears(1.1));
    await later.signer();
    expect(await signerOf(home)).not.toBe(before);
    expect(later.root).toEqual(first.root);
    expect((await stat(join(home, 'signer.pem'))).mode & 0o777).toBe(0o600);
  });

  it('a signer that lapsed while nothing ran is replaced as well', async () => {
    const home = join(folder, 'lapsed');
    await makeOwnAuthority(home, inYears(-11));
    const signing = new Credentials({
      engine,
      generator,
      authority: await openOwnAuthority(home),
      roots: [],
    });
    expect((await credentials.read({ bytes: await signedFrame(signing) })).report.state).toBe('Valid');
  });

  it('an expired signer is refused when it signs, and named when its work is read', async () => {
    const home = join(folder, 'expired');
    const past = await makeOwnAuthority(home, inYears(-11));
    // What a stolen key would do: sign without asking whether the certificate still holds.
    const signer = await (await openOwnAuthority(home, inYears(-11))).signer();
    const stolen: Authority = { ...past, signer: async () => signer };
    const signing = new Credentials({ engine, generator, authority: stolen, roots: [] });
    await expect(signedFrame(signing)).rejects.toMatchObject({ code: 'signing-failed' });

    vi.useFakeTimers({ toFake: ['Date'], now: inYears(-10).now() });
    const bytes = await signedFrame(signing).finally(() => vi.useRealTimers());
    const { report } = await credentials.read({ bytes }, { trust: past.root.pem });
    expect(report.state).toBe('Invalid');
    expect(report.failures.map(({ code }) => code)).toContain('signingCredential.expired');
  });

  it('keys are for the owner’s eyes alone', async () => {
    const home = join(folder, 'authority');
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(home)) {
      const secret = (await readFile(join(home, name), 'utf8')).includes('PRIVATE KEY');
      if (secret) expect((await stat(join(home, name))).mode & 0o777).toBe(0o600);
    }
  });
});
