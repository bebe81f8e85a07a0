import type { FastifyRequest } from 'fastify';
import { MaquetteError } from '@maquette/kernel';

/**
 * The fields of a JSON or multipart body. A file is refused: clips start from a scene here, not from a picture.
 * Errors: `field-unsupported`, `body-unreadable` (bad-input).
 */
export async function readBody(request: FastifyRequest): Promise<unknown> {
  if (!request.isMultipart()) return request.body ?? {};
  const fields: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      part.file.resume();
      throw unsupported(part.fieldname);
    }
    if (part.fieldname in fields) throw twice(part.fieldname);
    fields[part.fieldname] = part.value;
  }
  return fields;
}

function unsupported(field: string): MaquetteError {
  return new MaquetteError('bad-input', 'field-unsupported', `A file in "${field}" cannot be used.`, {
    hint: 'Describe the scene in the prompt, or hand in a scene document with POST /generations.',
    details: { field },
  });
}

function twice(field: string): MaquetteError {
  return new MaquetteError('bad-input', 'body-unreadable', `The field "${field}" is there twice.`, {
    details: { field },
  });
}
