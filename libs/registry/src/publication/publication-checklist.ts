import { FILES_ALONE, type Standing } from '@maquette/provenance';
import type { CheckpointEntry, Registry } from '../registry';
import { checkPublication, type PublicationChecklist } from './check-publication';

/** What a version of the registry lacks for publication. Throws as Registry.show does. */
export function publicationChecklist(
  registry: Pick<Registry, 'show' | 'licences'>,
  reference: string,
  standing: Standing,
): PublicationChecklist {
  const entry = registry.show(reference);
  const uses = entry.state === 'ready' ? registry.licences(entry.reference).datasets : [];
  return checkPublication(entry, uses, standing);
}

/**
 * What records stand for where there is no database: the release's datasets are approved, and its versions that pass the
 * gate are published. Nothing else is.
 */
export function standingOfRelease(registry: Pick<Registry, 'list' | 'show' | 'licences'>): Standing {
  const isPublished = ({ reference, origin }: CheckpointEntry) =>
    origin === 'release' && publicationChecklist(registry, reference, FILES_ALONE).complete;
  return {
    dataset: FILES_ALONE.dataset,
    checkpoint(recordDigest) {
      const entry = registry.list().find((candidate) => candidate.recordDigest === recordDigest);
      if (!entry) return null;
      return { state: isPublished(entry) ? 'published' : 'unpublished', reason: null };
    },
  };
}
