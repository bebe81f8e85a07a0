import { randomUUID } from 'node:crypto';
import type { MediaType } from './media-type';
import { PROVENANCE_LABEL, type GivenInput, type Provenance } from './provenance';

/** The program as claims and actions name it. */
export interface Generator {
  name: string;
  version: string;
}

/**
 * Every pixel comes out of a network that was trained on datasets; the composed scene only guides it. So it is "trained
 * algorithmic media", which is also what those who label pictures look for. "Composite" would say that something in the
 * picture was not made this way.
 */
const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** CAWG's statement is the one that C2PA 2.x points to; the older `c2pa.training-mining` left the specification. */
const TRAINING_MINING = 'cawg.training-mining';
const RESERVED_USES = ['ai_generative_training', 'ai_training', 'ai_inference', 'data_mining'];

/** A manifest ready for the engine. */
export interface ManifestDefinition {
  /** `urn:c2pa:` and a UUID: what others refer to it by. */
  label: string;
  mediaType: MediaType;
  /** JSON */
  json: string;
}

interface About {
  title: string;
  mediaType: MediaType;
  generator: Generator;
  provenance: Provenance;
  at: Date;
}

/** Of something that the checkpoint painted: a clip, or a single frame of it. */
export function createdManifest(about: About): ManifestDefinition {
  const { generator, provenance, at } = about;
  const inputs = provenance.inputs.map(inputIngredient);
  const [name, version] = provenance.checkpoint.reference.split('@');
  const created = {
    action: 'c2pa.created',
    when: at.toISOString(),
    digitalSourceType: SOURCE_TYPE,
    softwareAgent: { name, version },
    description: `Painted by the checkpoint ${provenance.checkpoint.reference}, run by ${generator.name}.`,
    ...(inputs.length > 0 ? { parameters: { ingredientIds: inputs.map(({ label }) => label) } } : {}),
  };
  return manifest(about, [created], inputs);
}

/** Label of a parent inside the definition of its derivative. */
const PARENT = 'parent';

/** Of one frame taken out of a signed clip. The clip itself is added to it as parentOf. */
export function frameOfClipManifest(about: About & { frame: number }): ManifestDefinition {
  const when = about.at.toISOString();
  return manifest(about, [
    { action: 'c2pa.opened', when, parameters: { ingredientIds: [PARENT] } },
    {
      action: 'c2pa.converted',
      when,
      description: `Frame ${about.frame} of the clip, as ${about.mediaType}.`,
    },
  ]);
}

/** How the clip is entered in the credential of its derivative. */
export function parentIngredient(title: string): string {
  return JSON.stringify({ title, relationship: 'parentOf', label: PARENT });
}

function manifest(
  { title, mediaType, generator, provenance }: About,
  actions: object[],
  ingredients: object[] = [],
): ManifestDefinition {
  const label = `urn:c2pa:${randomUUID()}`;
  const json = JSON.stringify({
    label,
    claim_version: 2,
    claim_generator_info: [generator],
    title,
    format: mediaType,
    ingredients,
    assertions: [
      // `created`: the signer stands by them, they were not gathered from elsewhere.
      { label: 'c2pa.actions.v2', created: true, data: { actions, allActionsIncluded: true } },
      { label: TRAINING_MINING, created: true, data: { entries: nothingAllowed() } },
      { label: PROVENANCE_LABEL, created: true, kind: 'Json', data: { version: 1, ...provenance } },
    ],
  });
  return { label, mediaType, json };
}

function nothingAllowed(): Record<string, { use: 'notAllowed' }> {
  return Object.fromEntries(RESERVED_USES.map((use) => [`cawg.${use}`, { use: 'notAllowed' }]));
}

function inputIngredient({ kind, digest }: GivenInput) {
  return {
    label: kind,
    title: kind === 'scene' ? 'Scene document' : 'Camera path',
    format: 'application/json',
    relationship: 'inputTo',
    // The document may be private and stays out of the file; its digest is its identity.
    instance_id: digest,
    description: 'Given by the user; named by the digest of its canonical JSON.',
  };
}
