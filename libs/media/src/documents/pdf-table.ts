import { NOT_STATED, type PaperBlock } from '@maquette/kernel';
import { COLUMN, INK, PAGE, type PdfPage, type TextStyle } from './pdf-page';

type Table = PaperBlock & { kind: 'table' };

const GAP = 10;
const NARROWEST = 44;
const HEAD: TextStyle = { font: 'strong', size: 8.5 };
const CELL: TextStyle = { size: 8.5 };

/**
 * Columns share the width of the text after what is in them; long words break rather than run out of their column. The
 * head is drawn again on every page. A row too long for a page is written as a list of its cells instead.
 */
export function drawTable(page: PdfPage, table: Table): void {
  const widths = columnWidths(page, table);
  page.keep(70);
  const element = page.group('Table');
  page.text('Caption', table.caption, { size: 8.5, colour: INK.soft }, element);
  page.skip(3);
  const head = () => drawRow(page, element, table.head, widths, true);
  head();
  for (const row of table.rows) {
    const height = rowHeight(page, row, widths);
    if (height > PAGE.height - PAGE.top - PAGE.bottom - 60) drawCells(page, element, table.head, row);
    else {
      if (page.keep(height)) head();
      drawRow(page, element, row, widths, false);
    }
  }
  page.rule();
  element.end();
}

/** Every column gets what its longest line wants; when that is too much, the wide ones give in proportion. */
function columnWidths(page: PdfPage, { head, rows }: Table): number[] {
  const room = COLUMN - GAP * (head.length - 1);
  const wanted = head.map((title, column) => {
    const cells = rows.map((row) => page.widthOf(row[column] ?? NOT_STATED, CELL));
    return Math.max(NARROWEST, page.widthOf(title, HEAD) + 1, ...cells.map((width) => width + 1));
  });
  const total = wanted.reduce((sum, width) => sum + width, 0);
  if (total <= room) return wanted.map((width) => width + ((room - total) * width) / total);
  const fair = room / head.length;
  const narrow = wanted.filter((width) => width <= fair).reduce((sum, width) => sum + width, 0);
  const wide = total - narrow;
  return wanted.map((width) =>
    width <= fair ? width : Math.max(NARROWEST, ((room - narrow) * width) / wide),
  );
}

function rowHeight(page: PdfPage, row: Table['rows'][number], widths: number[]): number {
  return (
    Math.max(...row.map((cell, column) => page.heightOf(cell ?? NOT_STATED, styleOf(cell, widths[column])))) +
    8
  );
}

function drawRow(
  page: PdfPage,
  table: PDFKit.PDFStructureElement,
  row: Table['rows'][number],
  widths: number[],
  head: boolean,
): void {
  page.rule(head ? INK.text : INK.line, head ? 1 : 0.5);
  page.skip(3);
  const { y } = page;
  let [indent, below] = [0, y];
  const element = page.group('TR', table);
  row.forEach((cell, column) => {
    const style = { ...(head ? HEAD : styleOf(cell, 0)), width: widths[column], indent };
    const tag = head || column === 0 ? 'TH' : 'TD';
    const scope = head ? 'Column' : 'Row';
    page.textAt(y, tag, cell ?? NOT_STATED, style, element, tag === 'TH' ? { scope } : {});
    below = Math.max(below, page.y);
    indent += widths[column] + GAP;
  });
  element.end();
  page.pdf.y = below;
  page.skip(3);
}

function drawCells(
  page: PdfPage,
  table: PDFKit.PDFStructureElement,
  head: readonly string[],
  row: Table['rows'][number],
): void {
  page.rule();
  page.skip(3);
  const element = page.group('TR', table);
  row.forEach((cell, column) => {
    page.keep(30);
    page.text('TD', `${head[column]}: ${cell ?? NOT_STATED}`, CELL, element);
  });
  element.end();
  page.skip(3);
}

function styleOf(cell: string | null, width: number): TextStyle {
  return cell === null ? { ...CELL, font: 'slanted', colour: INK.soft, width } : { ...CELL, width };
}
