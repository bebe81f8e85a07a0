import type { ArchitectureBrief, SceneDocument } from '../../../document/scene-document';
import type { ArchitectureSpace } from '../../../document/vocabulary';
import { Random } from '../../../geometry/random';
import { dresserOf } from '../dress';
import { chooseEnvironment, chooseLamps } from '../environment';
import { clearUnwanted } from '../furnish/fulfil-counts';
import { FloorPlan } from '../layout/floor-plan';
import { choosePalette } from '../palette';
import { titleOf } from '../title';
import { block } from './block';
import type { ExteriorRecipe } from './exterior';
import { layGround, plantHorizon } from './plot';
import { rowHouse } from './row-house';
import { villa } from './villa';

const RECIPES: readonly ExteriorRecipe[] = [villa, rowHouse, block];
/** Yaw of the main front. */
const FRONT_YAW = 0;
/** Depth of the plot before and beside the building, where a camera may stand. */
const PLOT = 20;

export function exteriorRecipeFor(space: ArchitectureSpace): ExteriorRecipe | undefined {
  return RECIPES.find((recipe) => recipe.space === space);
}

/** Ground, building, plot and horizon, and the hour: everything but the camera. */
export function composeExterior(
  recipe: ExteriorRecipe,
  brief: ArchitectureBrief,
  seed: number,
): SceneDocument {
  const random = new Random(seed).fork(recipe.space);
  const palette = choosePalette(brief, random.fork('palette'));
  const plan = new FloorPlan(dresserOf(palette));
  layGround(plan);
  const extent = recipe.build({
    brief,
    palette,
    plan,
    random: random.fork('building'),
    mirror: random.fork('mirrored').chance(0.5) ? 1 : -1,
    wants: (type, otherwise) => brief.counts?.[type] ?? otherwise,
  });
  plantHorizon(plan, extent.reach + 16, random.fork('horizon'));
  clearUnwanted(plan, brief);

  const environment = chooseEnvironment(brief, random.fork('environment'), FRONT_YAW);
  const side = extent.width / 2 + PLOT * 0.6;
  return {
    schema: 'maquette/scene/1',
    domain: 'architecture',
    title: titleOf(brief.space, environment, [palette.facade, palette.roof]),
    seed,
    space: recipe.space,
    setting: 'exterior',
    environment,
    lamps: chooseLamps(brief, environment, random.fork('environment'), 0),
    bounds: { min: [-side, 0, -extent.depth / 2 - 4], max: [side, extent.height, extent.depth / 2 + PLOT] },
    elements: plan.elements,
    camera: { keyframes: [] },
  };
}
