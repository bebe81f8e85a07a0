import type { PaperAnswer, PaperSection } from '@maquette/kernel';
import { posterJpeg, readImage } from '../images';
import { drawAnswers, drawSection, numberPages, printed } from './pdf-document';
import { COLUMN, INK, PAGE, type PdfPage, type TextStyle } from './pdf-page';

/** One look as it is printed. The pictures are PNG, JPEG or WebP. */
export interface PrintedLook {
  number: number;
  /** The whole figure, and its upper half nearer by. */
  picture: Uint8Array;
  detail: Uint8Array;
  /** The outermost piece first. */
  pieces: { name: string; fabric: string; colour: string }[];
  /** Where the picture comes from, in small print: generation, digest. */
  origin: string[];
}

export interface LookbookDocument {
  title: string;
  /** What was asked for. */
  subtitle: string;
  /** YYYY-MM-DD */
  date: string;
  author: string;
  looks: PrintedLook[];
  /** On the cover, below the title. */
  facts: PaperAnswer[];
  /** Credits and licences, after the looks. */
  credits: PaperSection[];
}

interface Plate extends Omit<PrintedLook, 'picture' | 'detail'> {
  full: Picture;
  near: Picture;
  small: Picture;
}

interface Picture {
  jpeg: Buffer;
  /** Height by width. */
  shape: number;
}

/** JPEG for print; the PNG files beside the book hold every pixel. */
const QUALITY = 94;
const SMALL = 360;
/** Width of the large picture of a look, and the gap to the column beside it, points. */
const LARGE = 330;
const GAP = 22;
/** Where the picture of a look begins: a little above the middle of the page. */
const TOP = PAGE.top + 60;
const COLUMNS = 4;

/**
 * A lookbook as PDF for print: A4 with all page boxes equal, fonts embedded, tagged; cover, a page a look with its pieces, a
 * contact sheet, credits. The same document gives the same bytes. Errors: those of readImage.
 */
export async function lookbookPdf(book: LookbookDocument): Promise<Buffer> {
  const plates = await Promise.all(book.looks.map(plateOf));
  return printed(book, (page) => {
    drawCover(page, book, plates);
    for (const plate of plates) drawLook(page, plate);
    drawContactSheet(page, plates);
    page.pdf.addPage();
    for (const section of book.credits) drawSection(page, section);
    page.root.end();
    numberPages(page, book);
    nameBoxes(page);
  });
}

async function plateOf({ picture, detail, ...look }: PrintedLook): Promise<Plate> {
  const [full, near] = await Promise.all([readImage(picture), readImage(detail)]);
  const printedOf = async (image: typeof full, maxWidth?: number): Promise<Picture> => ({
    jpeg: await posterJpeg(image, { quality: QUALITY, maxWidth }),
    shape: image.height / image.width,
  });
  return {
    ...look,
    full: await printedOf(full),
    near: await printedOf(near),
    small: await printedOf(full, SMALL),
  };
}

function drawCover(page: PdfPage, { title, subtitle, date, facts }: LookbookDocument, plates: Plate[]): void {
  const [first] = plates;
  const width = Math.min(COLUMN, 430 / first.full.shape);
  drawPicture(page, first.full, { x: PAGE.left, y: PAGE.top, width }, `${title}, first look`);
  page.pdf.y = PAGE.top + width * first.full.shape + 26;
  page.text('P', date, { size: 9, colour: INK.soft });
  page.skip(3);
  page.text('H1', title, { font: 'strong', size: 26 });
  page.skip(3);
  page.text('P', subtitle, { size: 12, colour: INK.soft });
  page.skip(14);
  drawAnswers(page, facts);
}

function drawLook(page: PdfPage, plate: Plate): void {
  page.pdf.addPage();
  const names = plate.pieces.map(({ name }) => name).join(', ');
  drawPicture(page, plate.full, { x: PAGE.left, y: TOP, width: LARGE }, `Look ${plate.number}: ${names}`);
  const beside = LARGE + GAP;
  const column: TextStyle = { indent: beside, width: COLUMN - beside };
  page.pdf.y = TOP - 8;
  page.text('H2', String(plate.number).padStart(2, '0'), {
    ...column,
    font: 'strong',
    size: 30,
    colour: INK.accent,
  });
  page.skip(8);
  for (const { name, fabric, colour } of plate.pieces) {
    page.text('P', capital(name), { ...column, font: 'strong', size: 10 });
    page.text('P', `${fabric}, ${colour}`, { ...column, size: 9, colour: INK.soft });
    page.skip(7);
  }
  const width = COLUMN - beside;
  const y = TOP + LARGE * plate.full.shape - width * plate.near.shape;
  const free = Math.max(page.y + 8, y);
  drawPicture(page, plate.near, { x: PAGE.left + beside, y: free, width }, `Look ${plate.number}, detail`);
  page.pdf.y = TOP + LARGE * plate.full.shape + 18;
  for (const line of plate.origin) page.text('P', line, { size: 7, colour: INK.soft });
}

function drawContactSheet(page: PdfPage, plates: readonly Plate[]): void {
  page.pdf.addPage();
  page.text('H2', 'All looks', { font: 'strong', size: 14, colour: INK.accent });
  page.skip(8);
  const gap = 10;
  const width = (COLUMN - gap * (COLUMNS - 1)) / COLUMNS;
  const caption: TextStyle = { size: 7.5, colour: INK.soft, width };
  for (let row = 0; row < plates.length; row += COLUMNS) {
    const cells = plates.slice(row, row + COLUMNS);
    const height = Math.max(...cells.map(({ small }) => small.shape * width));
    page.keep(height + 26);
    const { y } = page;
    cells.forEach(({ small, number, pieces }, i) => {
      const x = PAGE.left + i * (width + gap);
      drawPicture(page, small, { x, y, width }, `Look ${number}`);
      const name = capital(pieces[0]?.name ?? '');
      const line = `${String(number).padStart(2, '0')}  ${name}`;
      page.textAt(y + height + 4, 'Caption', line, { ...caption, indent: x - PAGE.left }, page.root);
    });
    page.pdf.y = y + height + 30;
  }
}

function drawPicture(
  page: PdfPage,
  { jpeg }: Picture,
  { x, y, width }: { x: number; y: number; width: number },
  alt: string,
): void {
  const figure = page.pdf.struct('Figure', { alt }, () => {
    page.pdf.image(jpeg, x, y, { width });
  });
  page.root.add(figure);
  figure.end();
}

/** What a printer's software looks for: the sheet is trimmed where the page ends, nothing bleeds. */
function nameBoxes({ pdf }: PdfPage): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    pdf.switchToPage(index);
    const box = [0, 0, PAGE.width, PAGE.height];
    Object.assign(pdf.page.dictionary.data, { CropBox: box, BleedBox: box, TrimBox: box, ArtBox: box });
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
