import PDFDocument from 'pdfkit';
import { drawable, FONT_NAMES, fontOf, type FontName } from './pdf-fonts';

/** A4 in points; the text column is as wide as 75 to 90 characters. */
export const PAGE = { width: 595.28, height: 841.89, left: 62, right: 62, top: 64, bottom: 76 } as const;
export const COLUMN = PAGE.width - PAGE.left - PAGE.right;
export const INK = { text: '#1d2327', soft: '#4a545b', line: '#c9cfd3', accent: '#1f4e5f' } as const;

export interface TextStyle {
  font?: FontName;
  size?: number;
  colour?: string;
  /** Points from the left edge of the text column. */
  indent?: number;
  width?: number;
}

type Structure = PDFKit.PDFStructureElement;

/**
 * A pen that goes down the page: it measures before it draws, begins a new page where something would be torn apart, and
 * tags what it draws, so that screen readers can follow. `y` is in points from the top.
 */
export class PdfPage {
  readonly root: Structure;

  constructor(readonly pdf: PDFKit.PDFDocument) {
    for (const name of FONT_NAMES) pdf.registerFont(name, fontOf(name).bytes);
    this.root = pdf.struct('Document');
    pdf.addStructure(this.root);
  }

  static open(info: PDFKit.DocumentInfo): PDFKit.PDFDocument {
    return new PDFDocument({
      size: [PAGE.width, PAGE.height],
      margins: { top: PAGE.top, bottom: PAGE.bottom, left: PAGE.left, right: PAGE.right },
      pdfVersion: '1.7',
      lang: 'en',
      tagged: true,
      displayTitle: true,
      bufferPages: true,
      info,
    });
  }

  get y(): number {
    return this.pdf.y;
  }

  /** Pages so far. */
  get count(): number {
    return this.pdf.bufferedPageRange().count;
  }

  skip(points: number): void {
    this.pdf.y = Math.min(this.pdf.y + points, PAGE.height - PAGE.bottom);
  }

  /** Height in points of the text as it would be drawn. */
  heightOf(text: string, style: TextStyle): number {
    const { width } = this.styled(style);
    return this.pdf.heightOfString(this.clean(text, style), { width, lineGap: lineGap(style) });
  }

  widthOf(text: string, style: TextStyle): number {
    this.styled(style);
    const lines = this.clean(text, style).split('\n');
    return Math.max(...lines.map((line) => this.pdf.widthOfString(line)));
  }

  /** Begins a new page unless so many points are left on this one. True when it did. */
  keep(points: number): boolean {
    const whole = PAGE.height - PAGE.top - PAGE.bottom;
    if (this.y + Math.min(points, whole) <= PAGE.height - PAGE.bottom) return false;
    this.pdf.addPage();
    return true;
  }

  /** Draws text at the pen and moves the pen below it; what is longer than the page goes on at the next. */
  text(tag: string, text: string, style: TextStyle = {}, parent: Structure = this.root): void {
    this.textAt(this.y, tag, text, style, parent);
  }

  textAt(y: number, tag: string, text: string, style: TextStyle, parent: Structure, options = {}): void {
    const draw = () => {
      const { left, width } = this.styled(style);
      this.pdf.text(this.clean(text, style), left, y, { width, lineGap: lineGap(style) });
    };
    const element = this.pdf.struct(tag, options, draw);
    parent.add(element);
    element.end();
  }

  group(tag: string, parent: Structure = this.root): Structure {
    const element = this.pdf.struct(tag);
    parent.add(element);
    return element;
  }

  /** A hairline across the text column at the pen; decoration, so it is no part of the tagged content. */
  rule(colour: string = INK.line, thickness = 0.5): void {
    this.aside(() => {
      const { y } = this;
      this.pdf.moveTo(PAGE.left, y).lineTo(PAGE.width - PAGE.right, y);
      this.pdf.lineWidth(thickness).strokeColor(colour).stroke();
    });
  }

  aside(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  clean(text: string, { font = 'regular' }: TextStyle): string {
    return drawable(text, fontOf(font).font);
  }

  private styled({ font = 'regular', size = 9.5, colour = INK.text, indent = 0, width }: TextStyle) {
    this.pdf.font(font).fontSize(size).fillColor(colour);
    return { left: PAGE.left + indent, width: width ?? COLUMN - indent };
  }
}

/** Noto Sans is drawn with much space between lines; a little less than its own default reads better. */
function lineGap({ size = 9.5 }: TextStyle): number {
  return -0.06 * size;
}
