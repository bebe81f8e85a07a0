import type { Digest } from '@maquette/kernel';
import { Database, PrismaStanding } from '@maquette/persistence';
import { evaluateTerms } from '@maquette/provenance';
import { exampleGrant } from '../../fixtures/registry/build-registry';

/** A process with a pool of its own that decides by a dataset whenever it is told to. Arguments: database, record digest. */
const [url, digest] = process.argv.slice(2) as [string, Digest];
const standing = new PrismaStanding(new Database(url));
const subject = {
  id: 'photos',
  grants: [exampleGrant()],
  record: { kind: 'dataset' as const, digest, origin: 'installed' as const },
};

process.on('message', async () => {
  const request = { use: 'commercial', territory: 'DE', date: new Date(), purpose: 'generate' };
  const { allowed, deciding } = evaluateTerms(subject, request, await standing.now());
  process.send!(allowed ? { allowed } : { allowed, outcome: deciding.outcome, reason: deciding.reason });
});
process.on('disconnect', () => process.exit());
