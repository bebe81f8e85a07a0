import { MaquetteError } from '@maquette/kernel';

/**
 * A step that writes into a work folder. What fails there for want of room is `disk-full` (unavailable), whoever wrote:
 * it passes when somebody makes room. Other errors pass through.
 */
export async function sayingWhenFull<T>(folder: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    if (!isForWantOfRoom(cause)) throw cause;
    throw new MaquetteError('unavailable', 'disk-full', `The disk of ${folder} is full.`, {
      hint: 'Free some space there, or give the worker a home on a larger disk; the unfinished clip was removed.',
      details: { folder },
      cause,
    });
  }
}

/** An error that crossed a thread has lost its code, but not its sentence. */
function isForWantOfRoom(error: unknown): boolean {
  if (error instanceof MaquetteError && error.code !== 'signing-failed') return false; // said already, and where
  const { code, message } = error as NodeJS.ErrnoException;
  return ['ENOSPC', 'EDQUOT'].includes(code ?? '') || /\b(ENOSPC|EDQUOT)\b|no space left/i.test(message);
}
