import { MaquetteError } from '@maquette/kernel';
import type { ArchitectureMaterial, MaterialName } from '../document/vocabulary';
import type { Material } from './material';
import { meanColour } from './patterns/canvas';
import type { Recipe } from './recipe';
import { FASHION_RECIPES } from './recipes/fashion';
import { FITTINGS } from './recipes/fittings';
import { MEDICAL_RECIPES } from './recipes/medical';
import { MINERAL } from './recipes/mineral';
import { SOFT } from './recipes/soft';

const ARCHITECTURE_RECIPES: Record<ArchitectureMaterial, Recipe> = { ...MINERAL, ...SOFT, ...FITTINGS };

const RECIPES: Record<MaterialName, Recipe> = {
  ...ARCHITECTURE_RECIPES,
  ...FASHION_RECIPES,
  ...MEDICAL_RECIPES,
};

const made = new Map<MaterialName, Material>();

/**
 * The material of a name; its texture is generated at the first call and kept.
 * @throws MaquetteError for a name that is none of the vocabulary's
 */
export function material(name: MaterialName): Material {
  const known = made.get(name);
  if (known) return known;
  const source = RECIPES[name];
  if (!source) throw new MaquetteError('bad-input', 'material-unknown', `There is no material "${name}".`);
  const texture = source.texture?.(seedOf(name));
  const result: Material = {
    name,
    baseColour: texture ? meanColour(texture) : (source.colour ?? [0.5, 0.5, 0.5]),
    roughness: source.roughness,
    metallic: source.metallic ?? 0,
    texture,
    emission: source.emission,
    thin: source.thin,
    backdrop: source.backdrop,
  };
  made.set(name, result);
  return result;
}

/** The same name always grows the same pattern. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
