import { parseVerifierKey, type LogReport } from '@maquette/audit';
import type { PrismaAuditLog } from '@maquette/persistence';
import { FileWitness } from '../audit/file-witness';
import { auditFolder, readLogKey, type KeyPlace } from '../audit/log-key';

export interface AuditLogLook {
  /** The log's public key; null while the database has no log yet. */
  vkey: string | null;
  /** `here`: this machine signs it. `elsewhere`: it appends and leaves signing to others. `other`: its key is another log's. */
  signing: 'here' | 'elsewhere' | 'other';
  report: LogReport | null;
}

/** Verifies every entry as it is; takes nothing in and signs nothing. Errors: those of readLogKey, `witness-unreadable`. */
export async function lookAtAuditLog(place: KeyPlace, log: PrismaAuditLog): Promise<AuditLogLook> {
  const held = await readLogKey(place);
  const vkey = await log.key();
  if (vkey === null) return { vkey, signing: held ? 'here' : 'elsewhere', report: null };
  const notes = await new FileWitness(auditFolder(place)).notes();
  return {
    vkey,
    signing: held === null ? 'elsewhere' : held.vkey === vkey ? 'here' : 'other',
    report: await log.verify(parseVerifierKey(vkey), notes),
  };
}
