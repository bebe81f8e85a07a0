import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactSheet } from './contact-sheet';
import { encodePng, posterJpeg, readImage, writePng, type RasterImage } from './images';
import { drawText } from './pixel-font';

function gradient(width: number, height: number): RasterImage {
  const data = new Uint8Array(width * height * 3).map((_, index) => (index * 7) % 256);
  return { width, height, channels: 3, data };
}

function plain(width: number, height: number, colour: number[]): RasterImage {
  return {
    width,
    height,
    channels: 3,
    data: new Uint8Array(width * height * 3).map((_, i) => colour[i % 3]),
  };
}

describe('images', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maquette-images-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives back every pixel of a PNG', async () => {
    const image = gradient(37, 21);
    const path = join(folder, 'frame.png');
    await writePng(path, image);
    const read = await readImage(path);
    expect([read.width, read.height]).toEqual([37, 21]);
    expect(Buffer.from(read.data).equals(Buffer.from(image.data))).toBe(true);
    expect(await readdir(folder)).toEqual(['frame.png']);
    expect((await encodePng(image)).equals(await encodePng(image))).toBe(true);
  });

  it('leaves nothing behind when a PNG cannot be written', async () => {
    await expect(writePng(join(folder, 'no', 'frame.png'), gradient(4, 4))).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await expect(writePng(folder, gradient(4, 4))).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses pixels that do not fill the image', async () => {
    const short: RasterImage = { width: 4, height: 4, channels: 3, data: new Uint8Array(47) };
    expect(() => encodePng(short)).toThrow(expect.objectContaining({ kind: 'bad-input', code: 'bad-image' }));
  });

  it('makes a poster no larger than told, in nearly the same colours', async () => {
    const poster = await posterJpeg(plain(320, 180, [200, 120, 40]), { maxWidth: 160 });
    const { width, height, data } = await readImage(poster);
    expect([width, height]).toEqual([160, 90]);
    for (const [channel, value] of [200, 120, 40].entries())
      expect(Math.abs(data[channel] - value)).toBeLessThan(4);
    expect(
      await sharp(await posterJpeg(plain(80, 40, [1, 2, 3]), { maxWidth: 160 })).metadata(),
    ).toMatchObject({
      format: 'jpeg',
      width: 80,
    });
  });

  it('refuses damaged and oversized images', async () => {
    const png = await encodePng(gradient(100, 100));
    const unreadable = { kind: 'bad-input', code: 'image-unreadable', hint: expect.any(String) };
    for (const bytes of [Buffer.from('no image'), png.subarray(0, png.length / 2), Buffer.alloc(0)]) {
      await expect(readImage(bytes)).rejects.toMatchObject(unreadable);
    }
    await expect(readImage(join(folder, 'nowhere.png'))).rejects.toMatchObject(unreadable);
    await expect(readImage(png, 9_999)).rejects.toMatchObject(unreadable);
    expect((await readImage(png, 10_000)).width).toBe(100);
  });
});

describe('contactSheet', () => {
  const colours = [
    [200, 0, 0],
    [0, 200, 0],
    [0, 0, 200],
  ];
  const frames = colours.map((colour) => plain(64, 36, colour));

  it('lays the frames out in rows, in their order', async () => {
    const sheet = await readImage(await contactSheet(frames, { columns: 2, cellWidth: 32, gap: 4 }));
    expect([sheet.width, sheet.height]).toEqual([4 + 2 * 36, 4 + 2 * 22]);
    const at = (x: number, y: number) => [
      ...sheet.data.subarray((y * sheet.width + x) * 3, (y * sheet.width + x) * 3 + 3),
    ];
    expect([at(20, 13), at(56, 13), at(20, 35)]).toEqual(colours);
    expect(at(56, 35)).toEqual(at(1, 1));
  });

  it('writes captions below the frames, cut where they do not fit', async () => {
    const plainSheet = await readImage(await contactSheet(frames, { columns: 3 }));
    const captions = ['0.0 s', 'a caption that is much too long for its frame', ''];
    const sheet = await readImage(await contactSheet(frames, { columns: 3, captions }));
    expect(sheet.height).toBeGreaterThan(plainSheet.height);
    const ink = (frame: number) => {
      let pixels = 0;
      for (let y = 8 + 36; y < sheet.height; y += 1) {
        for (let x = 8 + frame * 72; x < 8 + frame * 72 + 72; x += 1)
          if (sheet.data[(y * sheet.width + x) * 3] > 200) pixels += 1;
      }
      return pixels;
    };
    expect(ink(0)).toBeGreaterThan(20);
    expect(ink(1)).toBeGreaterThan(ink(0));
    expect(ink(2)).toBe(0);
  });

  it('needs a frame and a column', async () => {
    const bad = { kind: 'bad-input', code: 'bad-contact-sheet' };
    await expect(contactSheet([], { columns: 3 })).rejects.toMatchObject(bad);
    await expect(contactSheet(frames, { columns: 0 })).rejects.toMatchObject(bad);
  });
});

describe('drawText', () => {
  it('draws letters and digits that differ from each other', () => {
    const drawn = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'].map((letter) => {
      const pixels: string[] = [];
      drawText(letter, (x, y) => pixels.push(`${x},${y}`));
      return pixels.join(' ');
    });
    expect(new Set(drawn.filter(Boolean)).size).toBe(36);
  });
});
