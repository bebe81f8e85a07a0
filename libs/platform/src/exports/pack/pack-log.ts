import type { AuditLog } from '../../audit/audit-log';
import { jsonBytes } from '../exported-file';
import type { ZipEntry } from '../zip-entries';
import type { PackSubject } from './pack-subject';

/**
 * Every entry of the audit log about the subject's records, each with a receipt that the log's key alone checks, and that
 * key. Errors: `log-not-signed` (unavailable), those of AuditLog.sync.
 */
export async function packLog(
  audit: Pick<AuditLog, 'checkpoint' | 'entriesOf' | 'proof' | 'key'>,
  { checkpoints, datasets }: PackSubject,
): Promise<ZipEntry[]> {
  const { note } = await audit.checkpoint();
  const subjects = new Set([
    ...checkpoints.map(({ domain, name }) => `${domain}/${name}`),
    ...datasets.map(({ id }) => id),
  ]);
  const found = await Promise.all([...subjects].map((subject) => audit.entriesOf(subject)));
  const entries = found.flat().sort((a, b) => a.sequence - b.sequence);
  const receipts: ZipEntry[] = [];
  for (const { sequence } of entries) {
    const name = String(sequence).padStart(12, '0');
    receipts.push({
      path: `log/entries/${name}.tlog-proof`,
      bytes: Buffer.from(await audit.proof(sequence)),
    });
  }
  const readable = entries.map(({ sequence, leaf }) => ({
    index: sequence,
    entry: JSON.parse(leaf) as object,
  }));
  return [
    { path: 'log/log.vkey', bytes: Buffer.from(`${audit.key.vkey}\n`) },
    { path: 'log/checkpoint', bytes: Buffer.from(note) },
    { path: 'log/entries.json', bytes: jsonBytes(readable) },
    ...receipts,
  ];
}
