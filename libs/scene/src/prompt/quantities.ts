/** Numbers with a meaning of their own: measures, times of day, storeys. They are read before the words. */
export type Quantity =
  | { kind: 'measures'; width: number; depth: number; height?: number; assumed: boolean; text: string }
  | { kind: 'measure'; direction: 'width' | 'depth' | 'height' | null; metres: number; text: string }
  | { kind: 'area'; squareMetres: number; text: string }
  | { kind: 'clock'; hour: number; text: string }
  | { kind: 'storeys'; storeys: number; text: string };

/** A stretch of text, or a quantity in its place. */
export type Segment = string | Quantity;

const WORDS: Record<string, number> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13,
  fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50,
}; // prettier-ignore
const WORD = Object.keys(WORDS).sort((a, b) => b.length - a.length).join('|'); // prettier-ignore
const NUM = `(?:\\d+(?:[.,]\\d+)?|(?:${WORD})(?: and a half)?)`;
const UNIT = `(?:m(?:et(?:re|er)s?)?|cm|centimet(?:re|er)s?|mm|ft|feet|foot|'|inch(?:es)?|in(?= (?:wide|long|deep|high|tall))|yards?)`;
/** 12'6", 12 ft 6 in, 4.5 m */
const LENGTH = `(?:\\d+ ?(?:'|ft|feet) ?\\d+ ?(?:"|in(?:ch(?:es)?)?)?|${NUM} ?${UNIT}(?![a-z]))`;
const BY = '(?: ?x ?| by )';
const DIRECTION = '(?:wide|width|broad|long|length|deep|depth|high|tall|height)';

type Reader = [pattern: RegExp, read: (match: RegExpExecArray) => Quantity | null];

const READERS: Reader[] = [
  [
    new RegExp(`(?<![\\w.])(${LENGTH}|${NUM})${BY}(${LENGTH}|${NUM})(?:${BY}(${LENGTH}|${NUM}))?(?![\\w.]*\\d)(?: ?in (?:size|area))?`),
    readMeasures,
  ],
  [new RegExp(`(?<![\\w.])(${NUM}) ?(?:m2|m²|sqm|sq\\.? ?m|square met(?:re|er)s?|sq met(?:re|er)s?)(?![a-z])`), (m) => area(m, 1)],
  [new RegExp(`(?<![\\w.])(${NUM}) ?(?:ft2|sq\\.? ?ft|square (?:feet|foot)|sqft)(?![a-z])`), (m) => area(m, 0.092903)],
  [
    new RegExp(`\\b((?:ceiling )?height|ceilings?|width|length|depth)(?: of|:| is| are| at)? (${LENGTH})`),
    ([text, direction, length]) => measure(text, length, direction),
  ],
  [
    new RegExp(`(?<![\\w.])(${LENGTH})(?: (?:in )?(${DIRECTION}))?(?![a-z])`),
    ([text, length, direction]) => measure(text, length, direction),
  ],
  [/\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?(a\.?m\.?|p\.?m\.?)(?![a-z])/, (m) => clock(m[0], +m[1] % 12, m[2], /^p/.test(m[3]))],
  [
    new RegExp(`\\b(1[0-2]|0?[1-9]|${WORD})(?: o'clock)? (?:in the|at) (morning|afternoon|evening|night)\\b`),
    (m) => clock(m[0], numberOf(m[1]) % 12, '0', isAfternoon(numberOf(m[1]) % 12, m[2])),
  ],
  [/\b([01]?\d|2[0-3])[:h]([0-5]\d)(?: ?(?:h|hrs|hours|o'clock|uhr))?(?![\w:])/, (m) => clock(m[0], +m[1], m[2])],
  [/\b([01]?\d|2[0-3]) ?(?:h|hrs|hours|o'clock|uhr)(?![a-z])/, (m) => clock(m[0], +m[1])],
  [
    new RegExp(`\\b(\\d+|${WORD}|single|double|multi)[ -](?:stor(?:e?y|eys|ies|eyed|ied)|level(?:s|led)?)\\b`),
    ([text, count]) => ({ kind: 'storeys', storeys: storeys(count), text }),
  ],
]; // prettier-ignore

/** Cuts the normalised text at its quantities. */
export function readQuantities(text: string): Segment[] {
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(text);
    const quantity = match && read(match);
    if (!match || !quantity) continue;
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    return [...readQuantities(before), quantity, ...readQuantities(after)].filter(
      (segment) => segment !== '',
    );
  }
  return [text];
}

function readMeasures([text, first, second, third]: RegExpExecArray): Quantity | null {
  const parts = third === undefined ? [first, second] : [first, second, third];
  const unit = [...parts].reverse().map((part) => unitOf(part)).find((found) => found !== null); // prettier-ignore
  const [width, depth, height] = parts.map((part) => metresOf(part, unit ?? 'm'));
  // "1920x1080" or "2 by 4" is no room.
  if (unit === undefined && (Math.max(width, depth) > 50 || Math.min(width, depth) < 1.5)) return null;
  return { kind: 'measures', width, depth, height, assumed: unit === undefined, text: text.trim() };
}

function measure(text: string, length: string, word: string | undefined): Quantity {
  const direction = !word
    ? null
    : /^(?:wide|width|broad)/.test(word)
      ? 'width'
      : /^(?:high|tall|height|ceiling)/.test(word)
        ? 'height'
        : 'depth';
  return { kind: 'measure', direction, metres: metresOf(length, 'm'), text: text.trim() };
}

function area([text, value]: RegExpExecArray, factor: number): Quantity {
  return { kind: 'area', squareMetres: numberOf(value) * factor, text };
}

function clock(text: string, hour: number, minutes = '0', afternoon = false): Quantity {
  return { kind: 'clock', hour: ((afternoon ? hour + 12 : hour) % 24) + Number(minutes) / 60, text };
}

/** "11 at night" is before midnight, "2 at night" and "12 at night" are not. */
function isAfternoon(hour: number, part: string): boolean {
  return part === 'night' ? hour >= 6 : part !== 'morning';
}

function storeys(count: string): number {
  return { single: 1, double: 2, multi: 4 }[count] ?? numberOf(count);
}

function unitOf(length: string): string | null {
  if (/\d ?(?:'|ft|feet|foot)|(?:feet|foot|ft)$/.test(length)) return 'ft';
  return /(?:^|[\d ])(cm|centim|mm|inch|yard|m(?:et|$))[a-z]*$/.exec(length)?.[1] ?? null;
}

const METRES: Record<string, number> = {
  ft: 0.3048,
  cm: 0.01,
  centim: 0.01,
  mm: 0.001,
  inch: 0.0254,
  yard: 0.9144,
};

function metresOf(length: string, otherwise: string): number {
  const unit = unitOf(length) ?? otherwise;
  const inches = /(?:'|ft|feet) ?(\d+)/.exec(length)?.[1];
  const metres = numberOf(length) * (METRES[unit] ?? 1) + (inches ? Number(inches) * 0.0254 : 0);
  return Math.round(metres * 100) / 100;
}

function numberOf(text: string): number {
  const digits = /\d+(?:[.,]\d+)?/.exec(text)?.[0];
  if (digits !== undefined) return Number(digits.replace(',', '.'));
  const word = new RegExp(`^(${WORD})`).exec(text)?.[1] ?? 'one';
  return WORDS[word] + (text.includes('and a half') ? 0.5 : 0);
}
