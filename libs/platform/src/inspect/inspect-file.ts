import { stat } from 'node:fs/promises';
import type { Reading } from '@maquette/credentials';
import { MaquetteError, asMaquetteError, digestOfFile } from '@maquette/kernel';
import type { InspectParts } from './inspect-parts';
import type { Inspection, LogTrace, Trace, Verdict } from './inspection';
import { logTraceOf } from './log-trace';
import { traceOf } from './trace';

/**
 * All that can be said of a file: what its credentials state and whether that holds, and what this installation's records
 * know besides. `trust` is a PEM root to believe in besides our own.
 * Errors: `file-missing`, `media-type-unsupported`, `media-too-large`, `media-unreadable`, `credential-chain-invalid`
 * (bad-input), `engine-failed` (internal), those of the database.
 */
export async function inspectFile(
  parts: InspectParts,
  path: string,
  options: { trust?: string } = {},
): Promise<Inspection> {
  const bytes = await sizeOf(path);
  const digest = await digestOfFile(path);
  const published = await parts.ledger.publishersOf(digest);
  const reading = await readCredentials(parts, path, options, published.length > 0);
  const trace = await traceOf(parts, digest, published, reading?.report ?? null);
  const { log, problem } = await logOf(parts, trace);
  const verdict = verdictOf(reading, trace);
  return {
    verdict,
    digest,
    bytes,
    mediaType: reading?.mediaType ?? null,
    credentials: reading?.report ?? null,
    trace,
    log,
    notes: [...notesOf(verdict, reading, trace), ...(problem ? [problem] : [])],
  };
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return found.size;
  throw new MaquetteError('bad-input', 'file-missing', `${path} is not a file.`, { hint: 'Check the path.' });
}

/** Null for a document that we published: it can carry none. What we do not know has to be a picture. */
async function readCredentials(
  { credentials }: InspectParts,
  path: string,
  options: { trust?: string },
  known: boolean,
): Promise<Reading | null> {
  try {
    return await credentials.read({ path }, options);
  } catch (error) {
    if (known && asMaquetteError(error).code === 'media-type-unsupported') return null;
    throw error;
  }
}

/** A log that is out of order is not hidden, and does not hide the rest. */
async function logOf(
  { audit }: InspectParts,
  trace: Trace | null,
): Promise<{ log: LogTrace | null; problem: string | null }> {
  if (!trace) return { log: null, problem: null };
  try {
    return await logTraceOf(audit, trace);
  } catch (error) {
    const { code, message } = asMaquetteError(error);
    return { log: null, problem: `The audit log could not be asked: ${message} [${code}]` };
  }
}

function verdictOf(reading: Reading | null, trace: Trace | null): Verdict {
  switch (reading?.report.state) {
    case 'Trusted':
      return 'trusted';
    case 'Valid':
      return 'untrusted';
    case 'Invalid':
      return 'invalid';
    default:
      return trace ? 'known' : 'unknown';
  }
}

function notesOf(verdict: Verdict, reading: Reading | null, trace: Trace | null): string[] {
  const notes: string[] = [];
  if (verdict === 'untrusted')
    notes.push(
      'The file is intact, but anybody could have signed it so. Give the root of those who should have with --trust.',
    );
  if (verdict === 'invalid')
    notes.push(
      'Something was changed since it was signed: nothing that the credentials state can be relied on.',
    );
  if (verdict === 'unknown')
    notes.push(
      'The file carries no credentials, or they were stripped, and no file of these bytes was published here.',
    );
  if (verdict === 'known' && reading)
    notes.push('The file carries no credentials: it was published before there were any.');
  if (verdict === 'known' && !reading)
    notes.push('A document carries no credentials. The clip that was made from it names it by its digest.');
  if (trace?.knownBy === 'credential')
    notes.push('Other bytes than the published ones, with the published picture and its credential.');
  if (trace && trace.datasets === null)
    notes.push('The registry no longer has these bytes of the checkpoint; the database keeps their record.');
  return notes;
}
