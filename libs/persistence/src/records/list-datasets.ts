import { MaquetteError } from '@maquette/kernel';
import type { ShownDatasetState } from '@maquette/provenance';
import { Prisma } from '../client/client';
import type { Transaction } from '../database';
import { COLUMNS, SHOWN_STATE, toEntry, type DatasetEntry, type DatasetRow } from './dataset-rows';

export const DATASET_ORDERS = ['id', 'title', 'drafted', 'expires'] as const;
export type DatasetOrder = (typeof DATASET_ORDERS)[number];

export interface DatasetQuery {
  limit: number;
  /** `next` of the page before. */
  after?: string;
  sort?: DatasetOrder;
  descending?: boolean;
  state?: ShownDatasetState;
  /** Only revisions of this dataset. */
  id?: string;
  /** SPDX expression, exactly. */
  licence?: string;
  /** A part of id or title, in any case. */
  text?: string;
  /** Superseded revisions as well. */
  superseded?: boolean;
}

export interface DatasetPage {
  items: DatasetEntry[];
  next: string | null;
}

/** What a list is sorted by, as text in which the order of characters is the order wanted. */
const KEYS: Record<DatasetOrder, Prisma.Sql> = {
  id: Prisma.sql`dataset_id || ' ' || version || ' ' || lpad(revision::text, 8, '0')`,
  title: Prisma.sql`title`,
  drafted: Prisma.sql`to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS')`,
  expires: Prisma.sql`coalesce(to_char(expires_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS'), 'never')`,
};

/** One page, continued behind the last row of the page before: what changes meanwhile shifts nothing. */
export async function listDatasets(client: Transaction, query: DatasetQuery): Promise<DatasetPage> {
  const { limit, after, sort = 'id', descending = false } = query;
  const conditions = conditionsOf(query);
  const key = Prisma.sql`(${KEYS[sort]}) COLLATE "C"`;
  if (after !== undefined) {
    const last = readCursor(after);
    const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
    conditions.push(
      Prisma.sql`(${key}, digest) ${beyond} (${last.key}::text COLLATE "C", ${last.digest}::text)`,
    );
  }
  const order = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = await client.$queryRaw<(DatasetRow & { key: string })[]>`
    SELECT ${COLUMNS}, ${key} AS key FROM dataset WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY ${key} ${order}, digest ${order} LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page[page.length - 1];
  return { items: page.map(toEntry), next: rows.length > limit ? cursorOf(last) : null };
}

function conditionsOf({ state, id, licence, text, superseded }: DatasetQuery): Prisma.Sql[] {
  const conditions = [Prisma.sql`TRUE`];
  if (!superseded) conditions.push(Prisma.sql`superseded_at IS NULL`);
  if (state !== undefined) conditions.push(Prisma.sql`(${SHOWN_STATE}) = ${state}`);
  if (id !== undefined) conditions.push(Prisma.sql`dataset_id = ${id}`);
  if (licence !== undefined) conditions.push(Prisma.sql`licence = ${licence}`);
  if (text !== undefined)
    conditions.push(Prisma.sql`strpos(lower(dataset_id || ' ' || title), lower(${text})) > 0`);
  return conditions;
}

function cursorOf({ key, digest }: { key: string; digest: string }): string {
  return Buffer.from(JSON.stringify([key, digest])).toString('base64url');
}

function readCursor(text: string): { key: string; digest: string } {
  try {
    const [key, digest] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (typeof key === 'string' && typeof digest === 'string') return { key, digest };
  } catch {
    // answered below
  }
  throw new MaquetteError('bad-input', 'page-unknown', `"${text}" is no place in this list.`, {
    hint: 'Take `next` of the page before, as it is.',
    details: { field: 'after' },
  });
}
