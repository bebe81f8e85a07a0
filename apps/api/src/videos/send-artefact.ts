import type { FastifyReply, FastifyRequest } from 'fastify';
import { MaquetteError, type ObjectStore } from '@maquette/kernel';
import { assertCredential, type Artefact } from '@maquette/generation';
import { byteRange } from './byte-range';

/**
 * Sends a stored artefact, or the part of it that was asked for. An artefact never changes: its digest is its entity tag.
 * Errors: `credential-missing` (conflict) for a picture without one, `range-not-satisfiable` (bad-input), `artefact-lost`
 * (unavailable).
 */
export async function sendArtefact(
  store: Pick<ObjectStore, 'read' | 'stat'>,
  artefact: Artefact,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  assertCredential(artefact);
  const { digest, mediaType, bytes } = artefact;
  const tag = `"${digest}"`;
  reply
    .header('etag', tag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, max-age=31536000, immutable');
  if (request.headers['if-none-match'] === tag) return void (await reply.status(304).send());
  await assertStored(store, artefact);

  const range = byteRange(rangeHeader(request, tag), bytes);
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${bytes}`);
    throw new MaquetteError('bad-input', 'range-not-satisfiable', `The artefact has ${bytes} bytes.`);
  }
  const { start, end } = range === 'whole' ? { start: 0, end: bytes } : range;
  if (range !== 'whole') reply.status(206).header('content-range', `bytes ${start}-${end - 1}/${bytes}`);
  reply.type(mediaType).header('content-length', end - start);
  if (request.method === 'HEAD') return void (await reply.send());
  await reply.send(await store.read(digest, range === 'whole' ? undefined : range));
}

/** If-Range of another version asks for the whole. */
function rangeHeader({ headers }: FastifyRequest, tag: string): string | undefined {
  const condition = headers['if-range'];
  return condition === undefined || condition === tag ? headers.range : undefined;
}

async function assertStored(store: Pick<ObjectStore, 'stat'>, { digest, bytes }: Artefact): Promise<void> {
  const stored = await store.stat(digest);
  if (stored?.bytes === bytes) return;
  throw new MaquetteError('unavailable', 'artefact-lost', `The object store no longer has ${digest}.`, {
    hint: 'Restore the object store from a backup, or generate the clip again: the same request gives the same frames.',
    details: { digest },
  });
}
