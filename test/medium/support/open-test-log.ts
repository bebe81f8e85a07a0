import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEvent } from '@maquette/audit';
import { Database, PrismaAuditLog, appendAuditEntry } from '@maquette/persistence';
import type { AuditLog } from '@maquette/platform';
import { openAuditLog } from '../../../libs/platform/src/audit/open-audit-log';

export interface TestLog {
  audit: AuditLog;
  database: Database;
  /** What the background has complained of. */
  complaints: string[];
  /** Appends in a transaction of its own. */
  append(subject: string, data?: AuditEvent['data']): Promise<void>;
  close(): Promise<void>;
}

/** A home folder: key and witness are kept there. */
export async function testHome(): Promise<{ home: string; remove(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'maquette-audit-'));
  return { home, remove: () => rm(home, { recursive: true, force: true }) };
}

/** The log of a database as a process of that home opens it. */
export async function openTestLog(
  url: string,
  home: string,
  options: { logKey?: string; logOrigin?: string; connections?: number } = {},
): Promise<TestLog> {
  const { logKey = null, logOrigin = null, connections = 20 } = options;
  const database = new Database(url, { connections });
  const complaints: string[] = [];
  const complain = (facts: unknown) => void complaints.push((facts as { code: string }).code);
  const log = { debug() {}, info() {}, warn: complain, error: complain };
  try {
    const { audit, close } = await openAuditLog(
      { home, logKey, logOrigin },
      new PrismaAuditLog(database),
      log,
    );
    return {
      audit,
      database,
      complaints,
      append: (subject, data = {}) =>
        database.transaction((tx) =>
          appendAuditEntry(tx, { kind: 'generation.failed', subject, at: new Date(), data }),
        ),
      close: async () => {
        await close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
