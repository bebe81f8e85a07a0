import { type Domain, MaquetteError } from '@maquette/kernel';
import { planFashionCamera } from './camera/fashion/plan-fashion-camera';
import { planMedicalCamera } from './camera/medical/plan-medical-camera';
import { planWalkthrough } from './camera/plan-walkthrough';
import { composeArchitecture } from './composers/architecture/compose';
import { unmetSentences } from './composers/architecture/unmet-wishes';
import { composeFashion } from './composers/fashion/compose';
import { composeLook, type LookPlace } from './composers/fashion/lookbook';
import { unmetFashion } from './composers/fashion/unmet';
import { composeMedical } from './composers/medical/compose';
import { unmetMedical } from './composers/medical/unmet';
import type { FashionBrief } from './document/fashion-brief';
import type { MedicalBrief } from './document/medical-brief';
import type { ArchitectureBrief, CameraPath, SceneDocument } from './document/scene-document';
import type { SceneMesh } from './geometry/mesh';
import type { Bvh } from './light/bvh';
import { parseArchitecturePrompt } from './prompt/architecture/parse-architecture-prompt';
import { parseFashionPrompt } from './prompt/fashion/parse-fashion-prompt';
import { parseMedicalPrompt } from './prompt/medical/parse-medical-prompt';
import type { Embed, ParsedPrompt } from './prompt/parsed-prompt';

/** What a domain makes of a prompt: a brief, a scene, a camera path. */
export interface DomainComposer<Brief> {
  /** What the prompt asks for. The prompt's length is the caller's to check. */
  parse(prompt: string, embed: Embed): Promise<ParsedPrompt<Brief>>;
  /** The scene of a brief, its camera without keyframes; the same brief and seed give the same document. */
  compose(brief: Brief, seed: number): SceneDocument;
  /** What the brief asks for and the scene does not have, one sentence each. */
  unmet(brief: Brief, document: SceneDocument): string[];
  /**
   * A path of `seconds` that shows the scene and keeps clear of its geometry.
   * @throws MaquetteError `camera-no-room`, `camera-seconds` (bad-input)
   */
  planCamera(document: SceneDocument, mesh: SceneMesh, bvh: Bvh, seconds: number): CameraPath;
  /** One look of a lookbook, its stills as camera path: where a domain has lookbooks. */
  look?(brief: Brief, seed: number, place: LookPlace): SceneDocument;
}

/** The brief of each domain. */
export interface Briefs {
  architecture: ArchitectureBrief;
  fashion: FashionBrief;
  medical: MedicalBrief;
}

/** Everything that composes scenes, by domain. */
export const COMPOSERS: { [D in Domain]: DomainComposer<Briefs[D]> } = {
  architecture: {
    parse: parseArchitecturePrompt,
    compose: composeArchitecture,
    unmet: unmetSentences,
    planCamera: planWalkthrough,
  },
  fashion: {
    parse: parseFashionPrompt,
    compose: composeFashion,
    unmet: unmetFashion,
    planCamera: planFashionCamera,
    look: composeLook,
  },
  medical: {
    parse: parseMedicalPrompt,
    compose: composeMedical,
    unmet: unmetMedical,
    planCamera: (document, mesh, _bvh, seconds) => planMedicalCamera(document, mesh, seconds),
  },
};

/**
 * The scene that a prompt asks for, without a camera path, and what was understood, guessed and left aside; with a place in a
 * lookbook that look of it, its stills as camera path.
 * @throws MaquetteError `domain-without-lookbooks` (bad-input)
 */
export async function composeFromPrompt<D extends Domain>(
  domain: D,
  { prompt, seed, look }: { prompt: string; seed: number; look?: LookPlace },
  embed: Embed,
): Promise<{ scene: SceneDocument; notes: string[] }> {
  const composer: DomainComposer<Briefs[D]> = COMPOSERS[domain];
  const { brief, notes } = await composer.parse(prompt, embed);
  if (!look) {
    const scene = composer.compose(brief, seed);
    return { scene, notes: [...notes, ...composer.unmet(brief, scene)] };
  }
  if (!composer.look) throw withoutLookbooks(domain);
  return { scene: composer.look(brief, seed, look), notes };
}

function withoutLookbooks(domain: Domain): MaquetteError {
  return new MaquetteError('bad-input', 'domain-without-lookbooks', `There are no lookbooks of ${domain}.`, {
    hint: 'Say what clothes to show, or name a checkpoint of fashion.',
  });
}
