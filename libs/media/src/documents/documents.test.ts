import { NOT_STATED, type PaperDocument } from '@maquette/kernel';
import { describe, expect, it } from 'vitest';
import { htmlOf } from './html-document';
import { pdfOf } from './pdf-document';
import { drawable, fontOf } from './pdf-fonts';

function paper(over: Partial<PaperDocument> = {}): PaperDocument {
  return {
    title: 'Summary',
    subtitle: 'Example, architecture/example@1.0.0',
    date: '2026-01-02',
    author: 'Bauhütte Łódź',
    facts: [
      { question: 'Provider', answer: 'Bauhütte Łódź' },
      { question: 'Contact', answer: null },
    ],
    notice: 'Written from the record.',
    sections: [
      {
        level: 1,
        heading: 'Data',
        blocks: [
          { kind: 'paragraph', text: 'Ελληνικά, русский, tiếng Việt, हिन्दी.' },
          { kind: 'list', items: ['one', 'two'] },
          {
            kind: 'table',
            caption: 'Datasets',
            head: ['Id', 'Licence'],
            rows: [
              ['rooms', 'CC0-1.0'],
              ['houses', null],
            ],
          },
        ],
      },
    ],
    ...over,
  };
}

/** What pdfkit wrote about a document, as far as it stands uncompressed in the file. */
async function pdfText(document: PaperDocument): Promise<string> {
  return (await pdfOf(document)).toString('latin1');
}

const pagesOf = (text: string) => text.match(/\/Type \/Page\b/g)?.length ?? 0;

describe('htmlOf', () => {
  it('keeps what looks like markup as text', () => {
    const hostile = `<script>alert("1")</script>'&`;
    const html = htmlOf(
      paper({
        title: hostile,
        author: hostile,
        sections: [
          {
            level: 2,
            heading: hostile,
            blocks: [
              { kind: 'paragraph', text: hostile },
              { kind: 'list', items: [hostile] },
              { kind: 'answers', answers: [{ question: hostile, answer: hostile }] },
              { kind: 'table', caption: hostile, head: [hostile], rows: [[hostile]] },
            ],
          },
        ],
      }),
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain(`"1"`);
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;');
  });

  it('says what is not stated, and asks nothing of the network', () => {
    const html = htmlOf(paper());
    expect(html.match(new RegExp(NOT_STATED, 'g'))).toHaveLength(2);
    expect(html).not.toMatch(/\b(src|href|url\()/);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<th scope="col">Id</th>');
    expect(html).toContain('<th scope="row">rooms</th>');
  });

  it('is the same for the same document', () => {
    expect(htmlOf(paper())).toBe(htmlOf(paper()));
  });
});

describe('pdfOf', () => {
  it('is tagged, has a language, and names title, author and date of the record', async () => {
    const text = await pdfText(paper());
    expect(text).toMatch(/^%PDF-1\.7/);
    for (const part of ['/MarkInfo', '/Lang (en)', '/S /H1', '/S /TH', '/S /Caption', 'D:20260102000000Z'])
      expect(text, part).toContain(part);
    const title = Buffer.from('﻿Bauhütte Łódź', 'utf16le').swap16().toString('latin1');
    expect(text).toContain(title);
    expect(text).toMatch(/\/FontFile2/);
  });

  it('is the same for the same document, and another for another date', async () => {
    const first = await pdfOf(paper());
    expect((await pdfOf(paper())).equals(first)).toBe(true);
    expect((await pdfOf(paper({ date: '2026-01-03' }))).equals(first)).toBe(false);
  });

  it('goes on at further pages where text, rows or tables are longer than one', async () => {
    expect(pagesOf(await pdfText(paper()))).toBe(1);
    const long = 'A sentence that is said again and again. '.repeat(400);
    const word = 'x'.repeat(3000);
    const row = ['rooms', word, null];
    const text = await pdfText(
      paper({
        sections: [
          { level: 1, heading: 'Text', blocks: [{ kind: 'paragraph', text: long }] },
          {
            level: 2,
            heading: word.slice(0, 400),
            blocks: [{ kind: 'answers', answers: [{ question: word.slice(0, 90), answer: long }] }],
          },
          {
            level: 3,
            heading: 'Rows',
            blocks: [
              {
                kind: 'table',
                caption: 'Rows',
                head: ['Id', 'Text', 'Nothing'],
                rows: [...Array.from({ length: 80 }, () => ['a', 'b', null]), row, row],
              },
            ],
          },
        ],
      }),
    );
    expect(pagesOf(text)).toBeGreaterThan(8);
    expect(pagesOf(text)).toBeLessThan(25);
  });

  it('bears empty lists, tables and texts', async () => {
    const blocks: PaperDocument['sections'][0]['blocks'] = [
      { kind: 'paragraph', text: '' },
      { kind: 'list', items: [] },
      { kind: 'answers', answers: [] },
      { kind: 'table', caption: '', head: ['only a head'], rows: [] },
    ];
    const text = await pdfText(paper({ facts: [], sections: [{ level: 1, heading: '', blocks }] }));
    expect(pagesOf(text)).toBe(1);
  });
});

describe('drawable', () => {
  const { font } = fontOf('regular');

  it('leaves alone what the font draws', () => {
    const text = 'Łódź, Ünlü, Ελληνικά, русский, tiếng Việt, हिन्दी – “x” × 2\nnext';
    expect(drawable(text, font)).toBe(text.normalize('NFC'));
  });

  it('writes out what the font lacks', () => {
    expect(drawable('住 🏠', font)).toBe('[U+4F4F] [U+1F3E0]');
  });

  it('drops control characters and lone surrogates', () => {
    expect(drawable('a\u0000b\u202Ec\tdé\ud800', font)).toBe('abc dé');
  });
});
