import type { FastifyReply } from 'fastify';
import type { ExportedFile } from '@maquette/platform';

/** Hands a file out under its name. Browsers are told to keep it rather than to run it as a page of ours. */
export async function sendExport(
  { fileName, mediaType, content }: ExportedFile,
  reply: FastifyReply,
): Promise<void> {
  reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .header('cache-control', 'private, no-store');
  await reply.send(content);
}
