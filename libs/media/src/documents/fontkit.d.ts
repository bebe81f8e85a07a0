declare module 'fontkit' {
  interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean;
  }
  /** Reads a TrueType font. */
  function create(bytes: Buffer): Font;
  export { Font, create };
}
