import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/**
 * Noto Sans (SIL Open Font License 1.1): Latin, Greek, Cyrillic and Devanagari. The fonts that every PDF reader has know
 * Latin-1 alone, which would break names.
 */
const FILES = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  strong: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  slanted: '@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf',
} as const;
export type FontName = keyof typeof FILES;
export const FONT_NAMES = Object.keys(FILES) as FontName[];

const loaded = new Map<FontName, { bytes: Buffer; font: Font }>();

/** A font's bytes and what it can draw; read once. */
export function fontOf(name: FontName): { bytes: Buffer; font: Font } {
  let entry = loaded.get(name);
  if (!entry) {
    const bytes = readFileSync(createRequire(__filename).resolve(FILES[name]));
    entry = { bytes, font: create(bytes) };
    loaded.set(name, entry);
  }
  return entry;
}

/**
 * The text with every character that the font lacks written out, as in `[U+4F4F]`: a reader sees that one is there, and
 * which, instead of an empty box. Control characters other than the line feed are left out.
 */
export function drawable(text: string, font: Pick<Font, 'hasGlyphForCodePoint'>): string {
  const characters = [...text.normalize('NFC')];
  return characters.map((character) => drawableCharacter(character, font)).join('');
}

function drawableCharacter(character: string, font: Pick<Font, 'hasGlyphForCodePoint'>): string {
  if (character === '\n') return character;
  if (character === '\t') return ' ';
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(character)) return '';
  const codePoint = character.codePointAt(0)!;
  if (font.hasGlyphForCodePoint(codePoint)) return character;
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
}
