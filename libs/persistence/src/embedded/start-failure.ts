import { MaquetteError } from '@maquette/kernel';

/** `database-start-failed` (unavailable), with a hint for the causes that a reader can remove. */
export function startFailure(dataDir: string, what: string, cause: unknown): MaquetteError {
  if (cause instanceof MaquetteError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  return new MaquetteError('unavailable', 'database-start-failed', `${what}: ${text}`, {
    hint: hintFor(text, dataDir),
    details: { dataDir },
    cause,
  });
}

function hintFor(text: string, dataDir: string): string {
  if (/ENOSPC|No space left|EDQUOT|quota/i.test(text))
    return `Free disk space for ${dataDir}, then start again.`;
  if (/EROFS|Read-only file system/i.test(text))
    return `${dataDir} is read-only: choose a data folder that can be written.`;
  if (/EACCES|EPERM|Permission denied/i.test(text)) {
    return `The database needs a data folder that its user may enter and write: run as the owner of ${dataDir}, or choose another folder.`;
  }
  if (/address already in use|EADDRINUSE/i.test(text))
    return 'Choose another port, or none to have a free one found.';
  if (/shared memory|ENOMEM|Cannot allocate/i.test(text))
    return 'Free memory (or raise the limit of the container), then start again.';
  return `${dataDir}/postgres.log has the whole story. Set DATABASE_URL to use a Postgres server of your own instead.`;
}

/** The lines of a Postgres or initdb log that say why it stopped. */
export function reasonIn(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) =>
    /FATAL|PANIC|error:|could not|unrecognized|invalid|No space left|Permission denied/i.test(line),
  );
  return (telling.length > 0 ? telling : lines).slice(-3).join(' | ') || 'it said nothing';
}
