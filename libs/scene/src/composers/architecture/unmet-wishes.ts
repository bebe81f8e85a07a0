import type { ArchitectureBrief, SceneDocument } from '../../document/scene-document';
import type { ElementType } from '../../document/vocabulary';

export interface UnmetWish {
  type: ElementType;
  asked: number;
  placed: number;
}

/**
 * Numbers of things that a brief asked for and the composed scene does not have, because they would not fit: for telling
 * the user. Window counts are left out, they name openings rather than elements.
 */
export function unmetWishes(brief: ArchitectureBrief, document: SceneDocument): UnmetWish[] {
  return Object.entries(brief.counts ?? {})
    .filter(([type]) => type !== 'window-unit')
    .map(([key, asked]) => {
      const type = key as ElementType;
      return { type, asked, placed: document.elements.filter((element) => element.type === type).length };
    })
    .filter(({ asked, placed }) => placed !== asked);
}

/** The same, one sentence each. */
export function unmetSentences(brief: ArchitectureBrief, document: SceneDocument): string[] {
  return unmetWishes(brief, document).map(
    ({ type, asked, placed }) => `${type}: ${asked} asked for, ${placed} placed.`,
  );
}
