import { requirePermission, type Actor } from '@maquette/access';
import type { PrismaExports } from '@maquette/persistence';
import { buildPack, type Pack, type PackRequest, type PackSources } from './build-pack';

/**
 * Builds the pack for somebody and records in the audit log that it was handed out, before a byte of it is. Errors:
 * `permission-missing` (refused), those of buildPack.
 */
export async function exportPack(
  platform: PackSources & { exports: PrismaExports },
  by: Actor,
  request: PackRequest,
): Promise<Pack> {
  requirePermission(by, 'pack.export');
  const pack = await buildPack(platform, request);
  const { kind, id, reference, datasets } = pack.subject;
  const evidence = datasets.flatMap(({ record }) => record?.evidence.map(({ digest }) => digest) ?? []);
  await platform.exports.record(by, {
    form: 'pack',
    kind,
    subject: id,
    reference,
    digest: pack.sums,
    evidence,
  });
  return pack;
}
