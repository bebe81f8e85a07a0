import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Provenance } from '@maquette/credentials';
import type { GenerationRequest } from '@maquette/generation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClipFiles, type ClipParts } from './clip-files';

// real: the files. fake: store and signer.
let folder: string;
let kept: Uint8Array[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-clip-files-'));
  kept = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const request = { width: 160, height: 96, fps: 24, keepFrames: true } as GenerationRequest;

function parts(): ClipParts {
  return {
    workFolder: folder,
    store: { putBytes: async (bytes: Uint8Array) => (kept.push(bytes), { digest: '', bytes: bytes.length }) },
    credentials: { signFrame: async (bytes: Uint8Array) => ({ bytes, credential: 'urn:c2pa:1' }) },
  } as unknown as ClipParts;
}

async function lastRowOf(provenance: Partial<Provenance>): Promise<Uint8Array> {
  const files = await ClipFiles.open(request, 3, provenance as Provenance, parts());
  const rgb = new Uint8Array(160 * 96 * 3).fill(200);
  await files.add(0, rgb);
  await files.discard();
  return rgb.slice(-160 * 3);
}

describe('frames on their way into a clip', () => {
  it('carry the notice of their provenance in the picture, whatever was asked for', async () => {
    const row = await lastRowOf({ notice: 'Synthetic. Not for diagnosis.' });
    expect(row.every((value) => value < 200)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('stay as they were painted without one', async () => {
    const row = await lastRowOf({});
    expect(row.every((value) => value === 200)).toBe(true);
  });
});
