import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { MaquetteError } from '@maquette/kernel';

export interface Upload {
  /** Where the bytes are. */
  path: string;
  /** As the sender calls it; nothing is ever written under that name. */
  name: string;
  /** False when there were more bytes than allowed; then it is not whole. */
  whole: boolean;
}

/**
 * Writes the one file of a multipart body to `<folder>/upload` while it arrives; it is never in memory as a whole.
 * Errors: `media-type-unsupported`, `upload-missing`, `field-unsupported` (bad-input).
 */
export async function receiveUpload(
  request: FastifyRequest,
  folder: string,
  maxBytes: number,
): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new MaquetteError(
      'bad-input',
      'media-type-unsupported',
      'An import is sent as multipart/form-data.',
      {
        hint: 'Send the archive as the file field "file": curl -F file=@checkpoint.zip …',
      },
    );
  }
  const limits = { fileSize: maxBytes, files: 1, fields: 0, parts: 1 };
  const file = await request.file({ limits, throwFileSizeLimit: false });
  if (!file) throw missing();
  if (file.fieldname !== 'file') {
    file.file.resume();
    throw missing(file.fieldname);
  }
  return write(file, join(folder, 'upload'));
}

async function write({ file, filename }: MultipartFile, path: string): Promise<Upload> {
  await pipeline(file, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  if ((await stat(path)).size === 0) throw missing();
  return { path, name: filename || 'upload', whole: !file.truncated };
}

function missing(instead?: string): MaquetteError {
  const message = instead ? `There is a file "${instead}", but none called "file".` : 'There is no file.';
  return new MaquetteError('bad-input', 'upload-missing', message, {
    hint: 'Send the archive as the file field "file": curl -F file=@checkpoint.zip …',
    details: { field: 'file' },
  });
}
