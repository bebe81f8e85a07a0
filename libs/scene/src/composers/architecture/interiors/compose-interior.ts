import type { ArchitectureBrief, Opening, SceneDocument } from '../../../document/scene-document';
import type { ArchitectureSpace } from '../../../document/vocabulary';
import { Random } from '../../../geometry/random';
import { dresserOf } from '../dress';
import { chooseEnvironment, chooseLamps } from '../environment';
import { clearUnwanted, fulfilCounts } from '../furnish/fulfil-counts';
import { round } from '../layout/anchor';
import { FloorPlan } from '../layout/floor-plan';
import type { Room, Side } from '../layout/room';
import { buildShell } from '../layout/room-shell';
import { choosePalette, type Palette } from '../palette';
import { plantSurroundings } from '../surroundings';
import { titleOf } from '../title';
import { bathroom } from './bathroom';
import { bedroom } from './bedroom';
import { gallery } from './gallery';
import type { Composition, InteriorRecipe, Range, ShellWish } from './interior';
import { kitchen } from './kitchen';
import { livingRoom } from './living-room';
import { lobby } from './lobby';
import { office } from './office';
import { stairHall } from './stair-hall';

const RECIPES: readonly InteriorRecipe[] = [
  livingRoom,
  kitchen,
  bedroom,
  bathroom,
  office,
  gallery,
  lobby,
  stairHall,
];

/** Measures that a prompt may ask for; beyond them a room cannot be furnished or its light not be baked. */
const LIMITS: Record<'width' | 'depth' | 'height', Range> = {
  width: [2, 14],
  depth: [2, 14],
  height: [2.2, 8],
};
/** Yaw of the direction in which the main windows look out (north on plan). */
const WINDOW_YAW = Math.PI;

export function recipeFor(space: ArchitectureSpace): InteriorRecipe | undefined {
  return RECIPES.find((recipe) => recipe.space === space);
}

/** Shell, furniture, asked numbers of things, the view outside, and the hour: everything but the camera. */
export function composeInterior(
  recipe: InteriorRecipe,
  brief: ArchitectureBrief,
  seed: number,
): SceneDocument {
  const random = new Random(seed).fork(recipe.space);
  const palette = choosePalette(brief, random.fork('palette'));
  const wish = measure(recipe, brief, palette, random);
  const room: Room = {
    width: wish.width,
    depth: wish.depth,
    height: wish.height,
    openings: { ...NO_OPENINGS, ...recipe.openings(wish) },
  };
  const plan = new FloorPlan(dresserOf(palette), room);

  const accentSide = recipe.accent?.(wish);
  const [floor, wall] = recipe.wet ? [palette.wetFloor, palette.wetWall] : [palette.floor, palette.wall];
  buildShell(plan, room, {
    floor,
    wall,
    ceiling: palette.ceiling,
    trim: palette.trim,
    frame: palette.frame,
    door: palette.door,
    skirting: !recipe.wet,
    accent: accentSide && { side: accentSide, material: palette.accentWall },
  });
  const composition: Composition = {
    ...wish,
    room,
    plan,
    random: random.fork('furniture'),
    wants: (type, otherwise) => brief.counts?.[type] ?? otherwise,
  };
  recipe.furnish(composition);
  fulfilCounts(plan, room, brief, random.fork('counts'));
  plantSurroundings(plan, room, palette.paving, random.fork('surroundings'));
  clearUnwanted(plan, brief);

  const environment = chooseEnvironment(brief, random.fork('environment'), WINDOW_YAW);
  return {
    schema: 'maquette/scene/1',
    domain: 'architecture',
    title: titleOf(brief.space, environment, [floor, wall], wish),
    seed,
    space: recipe.space,
    setting: 'interior',
    environment,
    lamps: chooseLamps(brief, environment, random.fork('environment'), recipe.lampsByDay),
    bounds: {
      min: [-room.width / 2, 0, -room.depth / 2],
      max: [room.width / 2, room.height, room.depth / 2],
    },
    elements: plan.elements,
    camera: { keyframes: [] },
  };
}

const NO_OPENINGS: Record<Side, Opening[]> = { north: [], east: [], south: [], west: [] };

function measure(
  recipe: InteriorRecipe,
  brief: ArchitectureBrief,
  palette: Palette,
  random: Random,
): ShellWish {
  const ranges =
    recipe.measures[
      brief.size ?? random.fork('size').pick(['compact', 'regular', 'regular', 'spacious'] as const)
    ];
  const pick = (key: 'width' | 'depth' | 'height'): number => {
    const chosen = brief[key] ?? Math.round(random.fork(key).between(...ranges[key]) * 20) / 20;
    return round(Math.min(Math.max(chosen, LIMITS[key][0]), LIMITS[key][1]));
  };
  const mirrored = random.fork('mirrored').chance(0.5);
  return {
    brief,
    palette,
    random: random.fork('shell'),
    left: mirrored ? 'east' : 'west',
    right: mirrored ? 'west' : 'east',
    width: pick('width'),
    depth: pick('depth'),
    height: pick('height'),
  };
}
