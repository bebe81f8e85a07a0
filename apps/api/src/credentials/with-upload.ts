import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { MaquetteError } from '@maquette/kernel';
import { LIMITS } from '@maquette/platform';

/**
 * Takes the one file of a multipart body to the disk, hands it on with the text fields, and removes it in any case.
 * Errors: `body-unreadable`, `file-missing`, `body-too-large` (bad-input).
 */
export async function withUpload<T>(
  request: FastifyRequest,
  work: (path: string, fields: Record<string, string | undefined>) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) throw missing();
  const folder = await mkdtemp(join(tmpdir(), 'maquette-upload-'));
  try {
    const path = join(folder, 'file');
    const fields: Record<string, string> = {};
    let taken = false;
    const limits = { fileSize: LIMITS.inspectBytes, files: 1, fields: 4 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        await take(part, path);
        taken = true;
      } else if (typeof part.value === 'string') fields[part.fieldname] = part.value;
    }
    if (!taken) throw missing();
    return await work(path, fields);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function take(part: MultipartFile, path: string): Promise<void> {
  await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
  if (!part.file.truncated) return;
  const most = LIMITS.inspectBytes;
  throw new MaquetteError('bad-input', 'body-too-large', `The file has more than ${most} bytes.`, {
    hint: 'Inspect it on the machine itself: maquette inspect FILE.',
    details: { most },
  });
}

function missing(): MaquetteError {
  return new MaquetteError('bad-input', 'file-missing', 'The request carries no file.', {
    hint: 'Send multipart/form-data with the picture in a field named file.',
  });
}
