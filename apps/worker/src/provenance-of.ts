import type { Provenance } from '@maquette/credentials';
import { noticeFor, type Generation } from '@maquette/generation';
import { canonicalJson, digestOf, type Digest } from '@maquette/kernel';
import type { Registry } from '@maquette/registry';

/**
 * What a generation's artefacts say about their making. Throws as Registry.checkpoint does.
 * @param scene digest of the scene document as it is published
 */
export function provenanceOf(
  generation: Generation,
  scene: Digest,
  registry: Pick<Registry, 'checkpoint' | 'licences'>,
): Provenance {
  const { id, request, decision, checkpoint } = generation;
  const { checkpointDigest, recordDigest } = registry.checkpoint(checkpoint);
  const { own, datasets, attributions } = registry.licences(checkpoint);
  const notice = noticeFor(generation);
  return {
    generation: id,
    request: digestOf(canonicalJson(request)),
    decision: digestOf(canonicalJson(decision)),
    use: request.use,
    territory: request.territory,
    checkpoint: {
      reference: checkpoint,
      digest: checkpointDigest,
      record: recordDigest,
      licence: own.licence,
    },
    datasets: datasets.map(({ dataset, digest, roles }) => ({
      id: dataset.id,
      version: dataset.version,
      record: digest,
      licence: dataset.licence,
      roles,
    })),
    attributions,
    scene: { digest: scene, mediaType: 'application/json' },
    inputs: request.inputs ?? [],
    ...(notice ? { notice } : {}),
  };
}
