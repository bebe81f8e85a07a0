import type { GenerationRequest, GivenDocument } from '@maquette/generation';
import { canonicalJson, digestOf } from '@maquette/kernel';
import type { GivenScene } from './compose-scene';

/** The request with the client's own documents named in it, so that whoever holds them can show that they went in. */
export function namingDocuments(request: GenerationRequest, given: GivenScene): GenerationRequest {
  const inputs = (['scene', 'camera'] as const).flatMap((kind): GivenDocument[] =>
    given[kind] === undefined ? [] : [{ kind, digest: digestOf(canonicalJson(given[kind])) }],
  );
  return inputs.length > 0 ? { ...request, inputs } : request;
}
