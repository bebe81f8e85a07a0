/**
 * A font of three by five pixels for captions, so that a contact sheet needs no font on the machine. Each glyph is five
 * rows of three bits, written as octal digits from the top: A is .X. X.X XXX X.X X.X = 2 5 7 5 5.
 */
const GLYPHS: Record<string, string> = {
  ...{
    A: '25755',
    B: '65656',
    C: '34443',
    D: '65556',
    E: '74647',
    F: '74644',
    G: '34553',
    H: '55755',
    I: '72227',
  },
  ...{
    J: '11152',
    K: '55655',
    L: '44447',
    M: '57755',
    N: '65555',
    O: '25552',
    P: '65644',
    Q: '25563',
    R: '65655',
  },
  ...{ S: '34216', T: '72222', U: '55557', V: '55552', W: '55775', X: '55255', Y: '55222', Z: '71247' },
  ...{ '0': '75557', '1': '26227', '2': '61247', '3': '61216', '4': '55711', '5': '74616', '6': '34757' },
  ...{ '7': '71122', '8': '75757', '9': '75716', ' ': '00000', '.': '00002', ',': '00024', ':': '02020' },
  ...{ ';': '02024', '-': '00700', '+': '02720', '=': '07070', _: '00007', '/': '11244', '%': '51245' },
  ...{ '(': '12221', ')': '42224', '#': '57575', '!': '22202', '?': '61202', "'": '22000', '"': '55000' },
  ...{ '×': '05250', '°': '25200', '&': '25253', '@': '25743', '*': '52500', '<': '12421', '>': '42124' },
};
const UNKNOWN = '77777';

export const GLYPH_WIDTH = 3;
export const GLYPH_HEIGHT = 5;

/** Width of a text in font pixels, with one between the letters. */
export function textWidth(text: string): number {
  return [...text].length * (GLYPH_WIDTH + 1) - 1;
}

/** Calls `pixel` for every set pixel of the text; lower case is drawn as capitals, what has no glyph as a block. */
export function drawText(text: string, pixel: (x: number, y: number) => void): void {
  [...text.toUpperCase()].forEach((letter, index) => {
    const rows = GLYPHS[letter] ?? UNKNOWN;
    for (let y = 0; y < GLYPH_HEIGHT; y += 1) {
      for (let x = 0; x < GLYPH_WIDTH; x += 1) {
        if (Number(rows[y]) & (4 >> x)) pixel(index * (GLYPH_WIDTH + 1) + x, y);
      }
    }
  });
}
