import type { GenerationError } from '@maquette/generation';
import { MaquetteError, type ErrorKind } from '@maquette/kernel';

/** The ledger keeps a failure's code and message. These codes say of what kind it was; any other is a defect of ours. */
const KINDS: Record<string, ErrorKind> = {
  'licence-lapsed': 'refused',
  'store-full': 'unavailable',
  'store-unreachable': 'unavailable',
  'encoder-missing': 'unavailable',
  'database-unreachable': 'unavailable',
  'disk-full': 'unavailable',
  'out-of-memory': 'unavailable',
  'signing-failed': 'unavailable',
  'checkpoint-unknown': 'not-found',
  'checkpoint-quarantined': 'bad-input',
  'frame-model-contract': 'bad-input',
  'onnx-file-missing': 'not-found',
  'onnx-load-failed': 'bad-input',
  'scene-invalid': 'bad-input',
  'scene-element-invalid': 'bad-input',
  'camera-invalid': 'bad-input',
};

/** A generation's recorded failure as the error that it was. */
export function failureOf(generation: { id: string; error: GenerationError | null }): MaquetteError {
  const { code, message } = generation.error ?? {
    code: 'generation-failed',
    message: 'The generation failed.',
  };
  return new MaquetteError(KINDS[code] ?? 'internal', code, message, {
    details: { generation: generation.id },
  });
}
