import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { lookbookPdf, type LookbookDocument, type PrintedLook } from './lookbook-pdf';

let picture: Buffer;
beforeAll(async () => {
  picture = await sharp({ create: { width: 20, height: 30, channels: 3, background: '#a08060' } })
    .png()
    .toBuffer();
});

const look = (number: number, over: Partial<PrintedLook> = {}): PrintedLook => ({
  number,
  picture,
  detail: picture,
  pieces: [{ name: 'camel wool coat', fabric: 'wool', colour: 'camel' }],
  origin: ['Generation gen_1'],
  ...over,
});
const book = (looks: PrintedLook[], over: Partial<LookbookDocument> = {}): LookbookDocument => ({
  title: 'Lookbook',
  subtitle: 'Mäntel, 12 looks',
  date: '2026-01-02',
  author: 'Bauhütte Łódź',
  looks,
  facts: [{ question: 'Looks', answer: String(looks.length) }],
  credits: [{ level: 1, heading: 'Credits', blocks: [{ kind: 'paragraph', text: 'CC0-1.0' }] }],
  ...over,
});
const textOf = async (document: LookbookDocument): Promise<string> =>
  (await lookbookPdf(document)).toString('latin1');
const pagesOf = (text: string): number => text.match(/\/Type \/Page\b/g)?.length ?? 0;
const range = (count: number): PrintedLook[] => Array.from({ length: count }, (_, i) => look(i + 1));

describe('lookbookPdf', () => {
  it.each([1, 12])('has cover, a page a look, contact sheet and credits (%i looks)', async (count) => {
    const text = await textOf(book(range(count)));
    expect(pagesOf(text)).toBe(count + 3);
    for (const part of ['/MarkInfo', '/Lang (en)', '/FontFile2', '/S /Figure', 'D:20260102000000Z'])
      expect(text, part).toContain(part);
  });

  it('names all boxes of every page, each the whole of A4', async () => {
    const text = await textOf(book(range(2)));
    for (const box of ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox'])
      expect(text.match(new RegExp(`/${box} \\[0 0 595.28 841.89\\]`, 'g')), box).toHaveLength(5);
  });

  it('is the same for the same looks', async () => {
    expect(await textOf(book(range(2)))).toBe(await textOf(book(range(2))));
  });

  it('goes on where looks or pieces are many, and bears none', async () => {
    const pieces = Array.from({ length: 9 }, () => ({ name: 'x'.repeat(60), fabric: 'wool', colour: 'red' }));
    expect(pagesOf(await textOf(book([look(1, { pieces })])))).toBe(4);
    expect(pagesOf(await textOf(book([look(1, { pieces: [], origin: [] })])))).toBe(4);
    expect(pagesOf(await textOf(book(range(24))))).toBeGreaterThan(27);
  });

  it('refuses what is no picture', async () => {
    await expect(lookbookPdf(book([look(1, { detail: Buffer.from('text') })]))).rejects.toMatchObject({
      code: 'image-unreadable',
    });
  });
});
