/**
 * A document to read and to print, before it is HTML or PDF: libraries that know the facts write it, libs/media draws it.
 * Text is plain; what is null is not stated in the record, and is drawn as exactly that.
 */
export interface PaperDocument {
  title: string;
  subtitle: string;
  /** YYYY-MM-DD: of the record, not of the printing, so that the same record gives the same bytes. */
  date: string;
  author: string;
  /** Parties, versions and digests, on the first page. */
  facts: PaperAnswer[];
  /** One paragraph below the facts: what the document is and is not. */
  notice: string;
  sections: PaperSection[];
}

export interface PaperSection {
  /** 1 for a part, 2 and 3 below it. */
  level: 1 | 2 | 3;
  heading: string;
  blocks: PaperBlock[];
}

export type PaperBlock =
  | { kind: 'paragraph'; text: string | null }
  | { kind: 'list'; items: string[] }
  /** Questions of a form with their answers. */
  | { kind: 'answers'; answers: PaperAnswer[] }
  | { kind: 'table'; caption: string; head: string[]; rows: (string | null)[][] };

export interface PaperAnswer {
  question: string;
  answer: string | null;
}

export const NOT_STATED = 'not stated in the record';
