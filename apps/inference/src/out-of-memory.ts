import { MaquetteError, asMaquetteError } from '@maquette/kernel';

/** What V8, its threads and ONNX Runtime (1.30) say when they get no memory. */
const SAYINGS =
  /array buffer allocation failed|invalid (typed )?array (buffer )?length|bad[_ ]?alloc|failed to allocate memory|cannot allocate memory|reached heap limit|ERR_WORKER_OUT_OF_MEMORY|ERR_WORKER_INIT_FAILED/i;

/** Anything thrown, with want of memory by its name: `out-of-memory` (unavailable). It may do on another machine, or later. */
export function renderFailure(thrown: unknown): MaquetteError {
  const error = asMaquetteError(thrown);
  const code = (thrown as { code?: string } | null)?.code ?? '';
  if (!SAYINGS.test(`${code} ${error.message}`)) return error;
  return new MaquetteError(
    'unavailable',
    'out-of-memory',
    `The picture needs more memory than there is: ${error.message}`,
    { hint: 'Ask for a smaller picture, or give the worker a machine with more memory.', cause: thrown },
  );
}
