import type { SceneElement } from '../../document/scene-document';

/** A word of a closed list among an element's params; anything else is the default. */
export function choiceParam<T extends string>(
  element: SceneElement,
  name: string,
  choices: readonly T[],
  fallback: T,
): T {
  const value = element.params?.[name];
  return choices.find((choice) => choice === value) ?? fallback;
}
