import { requirePermission, type Actor } from '@maquette/access';
import type { Platform } from '../open-platform';
import { exportCheckpoint } from './checkpoint-export';
import type { ExportedFile } from './exported-file';

type Parts = Pick<Platform, 'registry' | 'checkpoints' | 'exports'>;

/**
 * A checkpoint version for somebody else. Documents need `record.read`. The archive holds the evidence of its datasets,
 * contracts perhaps: it needs `pack.export`, and is recorded in the audit log before a byte of it is handed out. Errors:
 * `permission-missing` (refused), those of CheckpointLifecycle.resolve and exportCheckpoint.
 */
export async function handOutCheckpoint(
  { registry, checkpoints, exports }: Parts,
  by: Actor,
  reference: string,
  format: string,
): Promise<ExportedFile> {
  requirePermission(by, format === 'zip' ? 'pack.export' : 'record.read');
  const resolved = await checkpoints.resolve(reference);
  const file = await exportCheckpoint(registry, resolved, format);
  if (format !== 'zip') return file;
  const { domain, name, reference: named, recordDigest: digest } = registry.checkpoint(resolved);
  const evidence = registry
    .licences(named)
    .datasets.flatMap(({ dataset }) => dataset.evidence.map((entry) => entry.digest));
  const subject = `${domain}/${name}`;
  await exports.record(by, {
    form: 'archive',
    kind: 'checkpoint',
    subject,
    reference: named,
    digest,
    evidence,
  });
  return file;
}
