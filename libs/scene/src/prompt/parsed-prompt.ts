/** Sentence embeddings of unit length, one a text. `keep`: these texts come again at every start. */
export type Embed = (texts: readonly string[], options?: { keep?: boolean }) => Promise<Float32Array[]>;

export interface ParsedPrompt<Brief> {
  brief: Brief;
  /** What was understood, guessed and left aside, one sentence each. */
  notes: string[];
}
