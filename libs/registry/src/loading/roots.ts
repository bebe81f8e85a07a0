import type { Problem } from '@maquette/provenance';
import type { Origin } from '../registry';

/** A folder of the layout of `model-registry`. The first root that has a reference keeps it. */
export interface Root {
  path: string;
  origin: Origin;
}

export function referenceTaken(reference: string, file: string): Problem {
  return {
    code: 'reference-taken',
    file,
    message: `The release has ${reference}, too; the installed copy is left aside.`,
    remedy: 'Remove the installed folder; other bytes need another version number.',
  };
}
