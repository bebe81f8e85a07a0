import { MaquetteError } from '@maquette/kernel';
import type { SceneDocument, SceneElement } from '../document/scene-document';
import { type ElementType, MATERIALS, type MaterialName } from '../document/vocabulary';
import type { SceneMesh } from '../geometry/mesh';
import { MeshSink } from '../geometry/mesh-sink';
import { Random } from '../geometry/random';
import { CATALOGUE } from './catalogue';
import { FACADES } from './facades';
import { OUTDOORS } from './outdoors';
import { ROOFS } from './roofs';
import { SHELL } from './shell';

/** Widest cell of the light grid on walls and floors, metres. */
const SPACING = { interior: 0.18, exterior: 0.5 } as const;

/** Furniture shows less of the light's gradients than walls do, and there is much of it. */
const FURNITURE_SPACING = 1.7;

/**
 * Builds every element of a scene in its place.
 * @param spacing widest cell of the light grid on the shell, metres; left out, by the setting
 * @throws MaquetteError for an element type, slot or material that does not exist
 */
export function buildMesh(document: SceneDocument, spacing: number = SPACING[document.setting]): SceneMesh {
  const sink = new MeshSink(spacing);
  const random = new Random(document.seed);
  for (const element of document.elements) {
    sink.spacing = spacingOf(element, document.setting, spacing);
    buildElement(sink, element, random.fork(element.id), document.elements);
  }
  return sink.finish();
}

/**
 * What stands outdoors is lit by the open sky, which hardly changes over metres; seen through a window even less. Trees
 * take the spacing for their detail too.
 */
function spacingOf(element: SceneElement, setting: SceneDocument['setting'], spacing: number): number {
  if (element.type in SHELL) return spacing;
  const outside = element.type in OUTDOORS || element.type in ROOFS || element.type in FACADES;
  return setting === 'interior' && outside ? Math.max(2.5, spacing) : spacing * FURNITURE_SPACING;
}

/** Adds one element of a scene to a sink, in its place. */
export function buildElement(
  sink: MeshSink,
  element: SceneElement,
  random: Random,
  scene: readonly SceneElement[] = [element],
): void {
  const prototype = CATALOGUE[element.type];
  if (!prototype) throw invalid(element, `has the unknown type "${element.type}"`);
  const materials = resolveMaterials(element, prototype.slots);
  sink.begin(element.id, { position: element.position, yaw: element.yaw });
  prototype.build(sink, element, (slot) => materials[slot], random, scene);
}

function resolveMaterials(
  element: SceneElement,
  defaults: Record<string, MaterialName>,
): Record<string, MaterialName> {
  for (const [slot, name] of Object.entries(element.materials ?? {})) {
    if (!(slot in defaults)) throw invalid(element, `has no material slot "${slot}"`, Object.keys(defaults));
    if (!(MATERIALS as readonly string[]).includes(name))
      throw invalid(element, `names the unknown material "${name}"`);
  }
  return { ...defaults, ...element.materials };
}

function invalid(
  element: { id: string; type: ElementType },
  problem: string,
  choices?: string[],
): MaquetteError {
  return new MaquetteError('bad-input', 'scene-element-invalid', `Element "${element.id}" ${problem}.`, {
    hint: choices ? `A ${element.type} has the slots ${choices.join(', ')}.` : undefined,
  });
}
