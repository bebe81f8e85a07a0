import type { FashionBrief } from '../../document/fashion-brief';
import type { SceneDocument } from '../../document/scene-document';

/** Asked pieces that are not worn, because they cannot be worn with the others: for telling the user. */
export function unmetFashion({ wears = [] }: FashionBrief, document: SceneDocument): string[] {
  return wears
    .filter(({ type }) => !document.elements.some((element) => element.type === type))
    .map(({ type }) => `${type}: not worn, because it does not go over or under the other pieces asked for.`);
}
