import type { GenerationRequest } from '@maquette/generation';
import { MaquetteError } from '@maquette/kernel';
import type { RouteDecision } from '@maquette/routing';
import {
  composeFromPrompt,
  parseCameraPath,
  parseSceneDocument,
  type CameraPath,
  type Embed,
  type SceneDocument,
} from '@maquette/scene';
import { planCamera } from './plan-camera';

/** Documents of the client's own, as parsed JSON. */
export interface GivenScene {
  /** A scene document; left out, one is composed from the prompt. */
  scene?: unknown;
  /** A camera path; left out, the scene's own is taken, or one is planned. */
  camera?: unknown;
}

export interface ComposedScene {
  scene: SceneDocument;
  /** One sentence each. */
  notes: string[];
}

/**
 * The scene document of a request, camera path included. Errors: those of parseSceneDocument and parseCameraPath,
 * `scene-domain-mismatch`, `domain-without-lookbooks`, `camera-no-room` (bad-input).
 */
export async function composeScene(
  request: GenerationRequest,
  given: GivenScene,
  decision: Pick<RouteDecision, 'domain'>,
  embed: Embed,
): Promise<ComposedScene> {
  const camera = given.camera === undefined ? null : parseCameraPath(given.camera);
  const { scene, notes } =
    given.scene === undefined
      ? await fromPrompt(request, decision, embed)
      : fromDocument(given.scene, decision);
  const withCamera = await placeCamera(scene, camera, request.seconds);
  return { scene: withCamera.scene, notes: [...notes, withCamera.note] };
}

async function fromPrompt(
  request: GenerationRequest,
  { domain }: Pick<RouteDecision, 'domain'>,
  embed: Embed,
): Promise<ComposedScene> {
  if (domain === null) throw new Error('A request that is routed has a domain.');
  return composeFromPrompt(domain, request, embed);
}

function fromDocument(document: unknown, { domain }: Pick<RouteDecision, 'domain'>): ComposedScene {
  const scene = parseSceneDocument(document);
  if (scene.domain !== domain) {
    throw new MaquetteError(
      'bad-input',
      'scene-domain-mismatch',
      `The scene is of ${scene.domain}, but the request goes to ${domain}.`,
      { hint: `Name a checkpoint of ${scene.domain}, or hand in another scene.` },
    );
  }
  return { scene, notes: [`scene: the given document "${scene.title}"; the prompt does not change it.`] };
}

async function placeCamera(
  scene: SceneDocument,
  given: CameraPath | null,
  seconds: number,
): Promise<{ scene: SceneDocument; note: string }> {
  if (given) return { scene: { ...scene, camera: given }, note: 'camera: the given path.' };
  if (scene.camera.keyframes.length > 0) return { scene, note: "camera: the scene's own path." };
  const camera = await planCamera(scene, seconds);
  const note = `camera: a walk of ${seconds} s through ${camera.keyframes.length} keyframes was planned.`;
  return { scene: { ...scene, camera }, note };
}
