import { MaquetteError } from '@maquette/kernel';
import type { ArchitectureBrief, SceneDocument } from '../../document/scene-document';
import { ARCHITECTURE_SPACES } from '../../document/vocabulary';
import { composeExterior, exteriorRecipeFor } from './exteriors/compose-exterior';
import { composeInterior, recipeFor } from './interiors/compose-interior';

/**
 * Builds the scene that a brief asks for; what it leaves open follows from the seed, each aspect from a stream of its own.
 * The same brief and seed give the same document. The camera is left without keyframes: see `planWalkthrough`.
 *
 * @throws MaquetteError `space-unknown` when the brief names a space that nobody composes.
 */
export function composeArchitecture(brief: ArchitectureBrief, seed: number): SceneDocument {
  const interior = recipeFor(brief.space);
  if (interior) return composeInterior(interior, brief, seed);
  const exterior = exteriorRecipeFor(brief.space);
  if (exterior) return composeExterior(exterior, brief, seed);
  throw new MaquetteError(
    'bad-input',
    'space-unknown',
    `No composer builds the space "${String(brief.space)}".`,
    {
      hint: `Choose one of ${ARCHITECTURE_SPACES.join(', ')}.`,
    },
  );
}
