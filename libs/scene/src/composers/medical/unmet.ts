import type { MedicalBrief } from '../../document/medical-brief';
import type { SceneDocument } from '../../document/scene-document';
import { SHOWINGS } from './subjects';

/** What the brief asks for and the scene does not have, one sentence each. */
export function unmetMedical(
  { subject, view, cut, move, plaque }: MedicalBrief,
  scene: SceneDocument,
): string[] {
  const { views, cuts } = SHOWINGS[subject];
  const unmet: string[] = [];
  if (view && !views.includes(view)) {
    unmet.push(
      `The view "${view}" shows nothing more of this subject (${subject}); it is shown ${views[0]}.`,
    );
  }
  if (cut && cut !== 'none' && !cuts.some((one) => one.cut === cut)) {
    unmet.push(`A ${cut} section of this subject (${subject}) is not drawn.`);
  }
  if (move && scene.camera.move !== move)
    unmet.push(`The camera does not ${move} here; it goes into ${scene.camera.move ?? 'orbit'}.`);
  if (plaque && subject !== 'artery') unmet.push('Only an artery can be shown narrowed.');
  return unmet;
}
