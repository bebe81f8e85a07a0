import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requirePermission } from '@maquette/access';
import type { LogReport } from '@maquette/audit';
import { MaquetteError } from '@maquette/kernel';
import { EXIT_CODES, exportLog, type AuditLog, type Platform } from '@maquette/platform';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';

/** Exit code 65 when anything is wrong. */
export async function auditVerify(output: Output): Promise<void> {
  await withAudit(async ({ audit }) => {
    const report = await audit.verify();
    output.result({ ...report, publicKey: audit.key.vkey }, describe(report, audit.key.vkey));
    if (!report.sound) process.exitCode = EXIT_CODES['bad-input'];
  });
}

export async function auditProof(output: Output, { out }: { out?: string }, id: string): Promise<void> {
  await withAudit(async ({ audit }) => {
    const indexes = await indexesOf(audit, id);
    if (indexes.length > 1 && out === undefined && !output.json) throw several(id, indexes);
    const proofs: { index: number; proof: string; file?: string }[] = [];
    for (const index of indexes) proofs.push({ index, proof: await audit.proof(index) });
    if (out === undefined) return output.result({ id, proofs }, proofs[0].proof.trimEnd());
    for (const one of proofs) one.file = indexes.length > 1 ? join(out, `${one.index}.tlog-proof`) : out;
    if (indexes.length > 1) await writing(() => mkdir(out, { recursive: true }));
    for (const { file, proof } of proofs) await writing(() => writeFile(file!, proof));
    output.result({ id, proofs }, proofs.map(({ file }) => file).join('\n'));
  });
}

export async function auditExport(output: Output, { out }: { out: string }): Promise<void> {
  await withAudit(async ({ audit }) => {
    const { size, files } = await exportLog(audit, out);
    const publicKey = audit.key.vkey;
    output.result(
      { folder: out, size, files, publicKey },
      `${size} entries, ${files} files in ${out}\n${publicKey}`,
    );
  });
}

function withAudit(work: (platform: Platform) => Promise<void>): Promise<void> {
  return withPlatform(loadConfig(), async (platform) => {
    requirePermission(await actorOf(platform), 'audit.read');
    await work(platform);
  });
}

/** A number names an entry; anything else is what entries are about: a generation, a dataset, a checkpoint, … */
async function indexesOf(audit: AuditLog, id: string): Promise<number[]> {
  if (/^\d{1,15}$/.test(id)) return [Number(id)];
  const entries = await audit.entriesOf(id);
  if (entries.length > 0) return entries.map(({ sequence }) => sequence);
  throw new MaquetteError('not-found', 'audit-subject-unknown', `The audit log has no entry about ${id}.`, {
    hint: 'Give the number of an entry, or the id of a generation, a dataset, a checkpoint, a decision, a worker or a key.',
    details: { id },
  });
}

function several(id: string, indexes: number[]): MaquetteError {
  return new MaquetteError(
    'bad-usage',
    'several-entries',
    `${id} has ${indexes.length} entries: ${indexes.join(', ')}.`,
    {
      hint: 'Give the number of one of them, or a folder for all with --out.',
      details: { id, indexes },
    },
  );
}

async function writing(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new MaquetteError('unavailable', 'out-unwritable', (cause as Error).message, {
      hint: 'Give a path with --out that can be written.',
      cause,
    });
  }
}

function describe(
  { sound, size, signedSize, checkpoints, witnessed, firstBad, problems }: LogReport,
  vkey: string,
): string {
  return [
    ...problems.map(({ code, message }) => `BAD  ${message} [${code}]`),
    `${size} entries, ${signedSize} of them signed; ${checkpoints} log checkpoints, ${witnessed} with the witness`,
    `public key  ${vkey}`,
    sound ? 'all sound' : `NOT sound${firstBad === null ? '' : `: the first bad entry is ${firstBad}`}`,
  ].join('\n');
}
