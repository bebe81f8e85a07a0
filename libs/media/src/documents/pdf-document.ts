import { once } from 'node:events';
import {
  NOT_STATED,
  type PaperAnswer,
  type PaperBlock,
  type PaperDocument,
  type PaperSection,
} from '@maquette/kernel';
import { COLUMN, INK, PAGE, PdfPage, type TextStyle } from './pdf-page';
import { drawTable } from './pdf-table';

const QUESTION_WIDTH = 120;
const ANSWER_INDENT = QUESTION_WIDTH + 14;
const HEADINGS = {
  1: { size: 14, colour: INK.accent, before: 20, after: 6 },
  2: { size: 11, colour: INK.text, before: 12, after: 4 },
  3: { size: 9.5, colour: INK.soft, before: 9, after: 3 },
} as const;

/**
 * The document as PDF: A4, tagged for screen readers, fonts embedded, pages numbered. The same document gives the same
 * bytes. Characters that the embedded font lacks are written out as `[U+4F4F]`; the HTML form has them.
 */
export function pdfOf(document: PaperDocument): Promise<Buffer> {
  return printed(document, (page) => draw(page, document));
}

/** Opens a PDF that names title, author and date, draws it and answers its bytes. */
export async function printed(
  { title, subtitle, author, date }: Pick<PaperDocument, 'title' | 'subtitle' | 'author' | 'date'>,
  draw: (page: PdfPage) => void,
): Promise<Buffer> {
  const at = new Date(`${date}T00:00:00Z`);
  const pdf = PdfPage.open({
    Title: `${title}: ${subtitle}`,
    Author: author,
    Creator: 'Maquette',
    Producer: 'Maquette',
    CreationDate: at,
    ModDate: at,
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(pdf, 'end');
  draw(new PdfPage(pdf));
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function draw(page: PdfPage, document: PaperDocument): void {
  drawHead(page, document);
  drawAnswers(page, document.facts);
  page.skip(10);
  page.text('P', document.notice, { size: 8.5, colour: INK.soft });
  for (const section of document.sections) drawSection(page, section);
  page.root.end();
  numberPages(page, document);
}

function drawHead(page: PdfPage, { title, subtitle, date }: PaperDocument): void {
  page.text('P', date, { size: 9, colour: INK.soft });
  page.skip(4);
  page.text('H1', title, { font: 'strong', size: 21 });
  page.skip(2);
  page.text('P', subtitle, { size: 12, colour: INK.soft });
  page.skip(12);
  page.rule(INK.accent, 1.5);
  page.skip(10);
}

/** A heading with what stands below it. */
export function drawSection(page: PdfPage, { level, heading, blocks }: PaperSection): void {
  const { before, after, ...style } = HEADINGS[level];
  const full: TextStyle = { ...style, font: 'strong' };
  // A heading stays with the first lines below it.
  if (!page.keep(before + page.heightOf(heading, full) + after + 100)) page.skip(before);
  page.text(`H${level + 1}`, heading, full);
  page.skip(after);
  for (const block of blocks) drawBlock(page, block);
}

function drawBlock(page: PdfPage, block: PaperBlock): void {
  if (block.kind === 'paragraph') drawText(page, 'P', block.text);
  else if (block.kind === 'list') drawList(page, block.items);
  else if (block.kind === 'answers') drawAnswers(page, block.answers);
  else drawTable(page, block);
  page.skip(6);
}

function drawText(page: PdfPage, tag: string, text: string | null): void {
  page.keep(Math.min(60, page.heightOf(text ?? NOT_STATED, answerStyle(text))));
  page.text(tag, text ?? NOT_STATED, answerStyle(text));
}

function drawList(page: PdfPage, items: readonly string[]): void {
  const list = page.group('L');
  for (const item of items) {
    page.keep(Math.min(60, page.heightOf(item, { indent: 12 })));
    const { y } = page;
    const entry = page.group('LI', list);
    page.textAt(y, 'Lbl', '–', { width: 10, colour: INK.soft }, entry);
    page.textAt(y, 'LBody', item, { indent: 12 }, entry);
    entry.end();
    page.skip(2);
  }
  list.end();
}

/** Questions on the left, answers on the right; a row is torn only when it is longer than a third of a page. */
export function drawAnswers(page: PdfPage, answers: readonly PaperAnswer[]): void {
  const table = page.group('Table');
  for (const { question, answer } of answers) {
    const [left, right] = [questionStyle(), { ...answerStyle(answer), indent: ANSWER_INDENT }];
    const text = answer ?? NOT_STATED;
    const height = Math.max(page.heightOf(question, left), page.heightOf(text, right));
    page.keep(Math.min(height + 8, PAGE.height / 3));
    page.rule();
    page.skip(4);
    const { y, count } = page;
    const row = page.group('TR', table);
    page.textAt(y, 'TH', question, left, row, { scope: 'Row' });
    const below = page.y;
    page.textAt(y, 'TD', text, right, row);
    row.end();
    // The answer may have gone on to another page; there the pen is already below it.
    if (page.count === count) page.pdf.y = Math.max(page.y, below);
    page.skip(4);
  }
  if (answers.length > 0) page.rule();
  table.end();
}

function questionStyle(): TextStyle {
  return { width: QUESTION_WIDTH, colour: INK.soft };
}

function answerStyle(answer: string | null): TextStyle {
  return answer === null ? { font: 'slanted', colour: INK.soft } : {};
}

/** Title and page number at the foot of every page. */
export function numberPages(
  page: PdfPage,
  { title, subtitle, date }: Pick<PaperDocument, 'title' | 'subtitle' | 'date'>,
): void {
  const { pdf } = page;
  const { start, count } = pdf.bufferedPageRange();
  const style: TextStyle = { size: 7.5 };
  for (let index = start; index < start + count; index++) {
    pdf.switchToPage(index);
    page.aside(() => {
      // Below the bottom margin pdfkit would begin a new page.
      pdf.page.margins.bottom = 0;
      pdf.font('regular').fontSize(7.5).fillColor(INK.soft);
      const y = PAGE.height - 46;
      const left = shortened(page, `${title} · ${subtitle} · record of ${date}`, style, COLUMN - 70);
      pdf.text(left, PAGE.left, y, { lineBreak: false });
      const number = `Page ${index - start + 1} of ${count}`;
      pdf.text(number, PAGE.width - PAGE.right - pdf.widthOfString(number), y, { lineBreak: false });
      pdf.page.margins.bottom = PAGE.bottom;
    });
  }
}

function shortened(page: PdfPage, text: string, style: TextStyle, width: number): string {
  let short = page.clean(text, style);
  if (page.widthOf(short, style) <= width) return short;
  while (short.length > 1 && page.widthOf(`${short}…`, style) > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}
