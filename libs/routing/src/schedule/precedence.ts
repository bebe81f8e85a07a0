/** How urgent a generation is, the least urgent first: its place in this list is its class. */
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Whose turn a generation takes, and how soon. */
export interface Precedence {
  /** Name of the access key's holder, `local:<user>`, or `anonymous`. */
  client: string;
  priority: Priority;
  /** It fails when it has not begun by then; null: it waits as long as it takes. */
  deadline: Date | null;
}

/** Of whoever sends no key. */
export const ANONYMOUS = 'anonymous';

export const NO_PRECEDENCE: Precedence = { client: ANONYMOUS, priority: 'normal', deadline: null };
