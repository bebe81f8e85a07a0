import { parseVerifierKey, type SignerKey } from '@maquette/audit';
import { MaquetteError } from '@maquette/kernel';
import type { PrismaAuditLog } from '@maquette/persistence';
import type { Log } from '../log';
import { AuditLog } from './audit-log';
import { syncInBackground } from './background-sync';
import { FileWitness } from './file-witness';
import { auditFolder, makeLogKey, readLogKey, type KeyPlace } from './log-key';

/**
 * Opens the log of a database, which keeps itself up to date until it is closed. The first process to open a database
 * makes its key, or gives it the one it has; from then on that is the only one. A process without a key appends and reads.
 * Errors: `log-key-mismatch` (conflict), those of readLogKey and makeLogKey.
 */
export async function openAuditLog(
  place: KeyPlace,
  log: PrismaAuditLog,
  logger: Log,
): Promise<{ audit: AuditLog; close(): Promise<void> }> {
  const held = await readLogKey(place);
  const vkey = await log.found(async () => held ?? (await makeLogKey(place)));
  const signer = held ?? (await readLogKey(place)); // we may just have made it
  const key = parseVerifierKey(vkey);
  if (signer && signer.vkey !== vkey) throw mismatch(signer, vkey);
  const audit = new AuditLog({ log, witness: new FileWitness(auditFolder(place)), key, signer });
  const background = syncInBackground({ due: () => audit.due(), sync: audit.sync, log: logger });
  return { audit, close: () => background.close() };
}

function mismatch({ vkey: ours }: SignerKey, theirs: string): MaquetteError {
  const message = `This database's audit log is signed with another key (${theirs}) than the one here (${ours}).`;
  return new MaquetteError('conflict', 'log-key-mismatch', message, {
    hint: 'A log has one key for good. Open the database with the MAQUETTE_HOME or MAQUETTE_LOG_KEY that belongs to it; a process that signs nothing needs a MAQUETTE_HOME without audit/key.',
    details: { ours, theirs },
  });
}
