import { monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A sortable id with a readable prefix: `gen_01J…` (ULID, Crockford base 32). */
export function newId(prefix: string): string {
  return `${prefix}_${next()}`;
}
