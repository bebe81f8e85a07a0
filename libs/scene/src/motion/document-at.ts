import type { SceneDocument, SceneElement } from '../document/scene-document';
import { numberParam } from '../elements/element';

/** Does anything in the scene change while a clip runs, the camera aside. */
export function changes({ elements }: Pick<SceneDocument, 'elements'>): boolean {
  return elements.some(fades);
}

/**
 * The scene as it is at a moment of its clip. An element with `params.fadeTo` clears from its `opacity` to that between the
 * shares `fadeFrom` and `fadeUntil` of the clip.
 * @param share of the clip's length that has passed, 0–1
 */
export function documentAt(document: SceneDocument, share: number): SceneDocument {
  if (!changes(document)) return document;
  return {
    ...document,
    elements: document.elements.map((element) => (fades(element) ? fadedAt(element, share) : element)),
  };
}

/** Share of a clip that has passed, by its camera path's length. */
export function shareAt({ camera: { keyframes } }: Pick<SceneDocument, 'camera'>, time: number): number {
  const length = keyframes.length > 0 ? keyframes[keyframes.length - 1].time : 0;
  return length > 0 ? Math.min(1, Math.max(0, time / length)) : 0;
}

const fades = ({ params }: SceneElement): boolean => typeof params?.fadeTo === 'number';

function fadedAt(element: SceneElement, share: number): SceneElement {
  const { fadeFrom: _from, fadeUntil: _until, fadeTo: _to, ...still } = element.params!;
  const from = numberParam(element, 'fadeFrom', 0);
  const until = Math.max(from + 1e-3, numberParam(element, 'fadeUntil', 1));
  const t = Math.min(1, Math.max(0, (share - from) / (until - from)));
  const start = numberParam(element, 'opacity', 1);
  const opacity = start + (numberParam(element, 'fadeTo', 0) - start) * t * t * (3 - 2 * t);
  return { ...element, params: { ...still, opacity } };
}
