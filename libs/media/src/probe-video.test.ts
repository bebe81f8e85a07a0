import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeVideo } from './encode-video';
import { probeVideo } from './probe-video';

describe('probeVideo', () => {
  let folder: string;
  let clip: Buffer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maquette-probe-'));
    const path = join(folder, 'clip.mp4');
    const encoder = encodeVideo({ path, width: 64, height: 32, fps: 10 });
    for (let index = 0; index < 5; index += 1)
      await encoder.write(new Uint8Array(64 * 32 * 3).fill(index * 40));
    await encoder.finish();
    clip = await readFile(path);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const probe = async (bytes: Uint8Array) => {
    const path = join(folder, 'probed.mp4');
    await writeFile(path, bytes);
    return probeVideo(path);
  };
  const unreadable = { kind: 'bad-input', code: 'video-unreadable', hint: expect.any(String) };

  it('finds an index that comes after the frames', async () => {
    const moov = clip.indexOf('moov') - 4;
    const moovEnd = moov + clip.readUInt32BE(moov);
    const moved = Buffer.concat([
      clip.subarray(0, moov),
      clip.subarray(moovEnd),
      clip.subarray(moov, moovEnd),
    ]);
    expect(await probe(moved)).toEqual(await probe(clip));
  });

  it('reads boxes with 64-bit sizes', async () => {
    const moov = clip.indexOf('moov') - 4;
    const size = clip.readUInt32BE(moov);
    const header = Buffer.alloc(16);
    header.writeUInt32BE(1, 0);
    header.write('moov', 4, 'latin1');
    header.writeBigUInt64BE(BigInt(size + 8), 8);
    const large = Buffer.concat([clip.subarray(0, moov), header, clip.subarray(moov + 8)]);
    expect(await probe(large)).toMatchObject({ width: 64, height: 32, frameCount: 5, fps: 10 });
  });

  it('refuses what is no video, or only a part of one', async () => {
    const moov = clip.indexOf('moov') - 4;
    const broken = [
      Buffer.alloc(0),
      Buffer.from('no video'),
      Buffer.alloc(4_096),
      clip.subarray(0, moov + 200),
    ];
    for (const bytes of broken) await expect(probe(bytes)).rejects.toMatchObject(unreadable);
  });

  it('refuses an index whose boxes lie about their sizes', async () => {
    for (const type of ['trak', 'mdia', 'hdlr', 'minf', 'stbl', 'stts', 'stsd', 'tkhd', 'mdhd']) {
      for (const size of [2, 8, 0xffff_fff0]) {
        const bytes = Buffer.from(clip);
        bytes.writeUInt32BE(size, bytes.indexOf(type) - 4);
        const answer = await probe(bytes).catch((error: unknown) => error);
        if (answer instanceof Error) expect(answer).toMatchObject(unreadable);
        else expect(answer).toMatchObject({ frameCount: 5 });
      }
    }
    const endless = Buffer.from(clip);
    endless.writeUInt32BE(0xffff_ffff, endless.indexOf('stts') + 8);
    await expect(probe(endless)).rejects.toMatchObject(unreadable);
  });
});
