import { expect, it } from 'vitest';
import { statementNames } from './statement-names';

it('gives a statement the same name each time, and another one another', () => {
  const nameOf = statementNames();
  const [first, second] = [nameOf({ sql: 'SELECT 1' }), nameOf({ sql: 'SELECT 2' })];
  expect(nameOf({ sql: 'SELECT 1' })).toBe(first);
  expect(second).not.toBe(first);
});

it('names nothing that Prisma wrote, and no more than a connection should keep', () => {
  const nameOf = statementNames();
  expect(nameOf({ sql: 'SELECT "public"."pool"."id" FROM "public"."pool" WHERE 1=1' })).toBeUndefined();
  const names = Array.from({ length: 300 }, (_, index) => nameOf({ sql: `SELECT ${index}` }));
  expect(new Set(names.filter((name) => name !== undefined)).size).toBe(200);
  expect(nameOf({ sql: 'SELECT 0' })).toBe(names[0]);
});
