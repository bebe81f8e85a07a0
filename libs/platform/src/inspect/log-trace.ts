import { asMaquetteError } from '@maquette/kernel';
import type { AuditLog } from '../audit/audit-log';
import type { LogTrace, Trace } from './inspection';

/** Every entry about the generation, and the receipt of the one that published the artefact. */
export async function logTraceOf(
  audit: Pick<AuditLog, 'entriesOf' | 'proof'>,
  { generation }: Trace,
): Promise<{ log: LogTrace; problem: string | null }> {
  const entries = (await audit.entriesOf(generation.id)).map(({ sequence, kind, leaf }) => ({
    index: sequence,
    kind,
    at: (JSON.parse(leaf) as { at: string }).at,
  }));
  const published = entries.find(({ kind }) => kind === 'generation.completed')?.index ?? null;
  if (published === null) return { log: { entries, published, proof: null }, problem: null };
  try {
    return { log: { entries, published, proof: await audit.proof(published) }, problem: null };
  } catch (error) {
    const { code, message } = asMaquetteError(error);
    const problem = `There is no receipt of entry ${published} of the audit log now: ${message} [${code}]`;
    return { log: { entries, published, proof: null }, problem };
  }
}
