import { MaquetteError } from '@maquette/kernel';
import type { CheckpointStatus } from '@maquette/platform';
import type { Page } from '../paging/page-query.dto';
import type { ListCheckpointsDto } from './list-checkpoints.dto';

/**
 * One page of the versions that are asked for. They come in the registry's order, and those that are equal in another
 * order stay in it. Throws `page-unknown` (bad-input) when `after` names no version of the list.
 */
export function pageOfCheckpoints(
  all: readonly CheckpointStatus[],
  query: ListCheckpointsDto,
): Page<CheckpointStatus> {
  const { limit, after, sort } = query;
  const found = all.filter((status) => isAskedFor(status, query));
  if (sort !== 'reference') {
    const direction = sort.startsWith('-') ? -1 : 1;
    const key = sort.endsWith('psnr') ? psnrOf : createdOf;
    found.sort((a, b) => direction * compare(key(a), key(b)));
  }
  const start = after === undefined ? 0 : placeOf(found, after) + 1;
  const items = found.slice(start, start + limit);
  const next = start + limit < found.length ? items[items.length - 1].entry.reference : null;
  return { items, next };
}

function isAskedFor({ entry, lifecycle }: CheckpointStatus, query: ListCheckpointsDto): boolean {
  const { domain, name, state, publication, signature, text } = query;
  const words = `${entry.reference} ${entry.record?.title ?? ''}`.toLowerCase();
  return (
    (domain === undefined || entry.domain === domain) &&
    (name === undefined || entry.name === name) &&
    (state === undefined || entry.state === state) &&
    (publication === undefined || lifecycle?.publication === publication) &&
    (signature === undefined || entry.signature.state === signature) &&
    (text === undefined || words.includes(text.toLowerCase()))
  );
}

const createdOf = ({ entry }: CheckpointStatus) => entry.record?.createdAt ?? '';
const psnrOf = ({ entry }: CheckpointStatus) => entry.record?.quality.psnr ?? -Infinity;

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

function placeOf(found: readonly CheckpointStatus[], after: string): number {
  const place = found.findIndex(({ entry }) => entry.reference === after);
  if (place >= 0) return place;
  throw new MaquetteError('bad-input', 'page-unknown', `"${after}" is no place in this list.`, {
    hint: 'Take `next` of the page before, with the same filters and order.',
    details: { field: 'after' },
  });
}
