import type { ArchitectureBrief, Vec3 } from '../../../document/scene-document';
import type { ElementType } from '../../../document/vocabulary';
import type { Random } from '../../../geometry/random';
import { placeAtWall, type WallPlace } from '../layout/against-wall';
import { sizeOf, type FloorPlan, type Part } from '../layout/floor-plan';
import { lengthOf, SIDES, type Room } from '../layout/room';

/** Where a thing goes that was asked for but that the room's own layout does not place. */
type Habit = 'at-wall' | 'on-wall' | 'on-ceiling' | 'on-floor' | 'on-table';

const HABITS: Partial<Record<ElementType, Habit>> = {
  painting: 'on-wall',
  mirror: 'on-wall',
  'wall-cabinet': 'on-wall',
  'pendant-lamp': 'on-ceiling',
  'ceiling-panel': 'on-ceiling',
  'track-light': 'on-ceiling',
  rug: 'on-floor',
  'coffee-table': 'on-floor',
  'dining-table': 'on-floor',
  'kitchen-island': 'on-floor',
  column: 'on-floor',
  plinth: 'on-floor',
  sculpture: 'on-floor',
  'table-lamp': 'on-table',
  vase: 'on-table',
  books: 'on-table',
};

/** Parts of a building rather than things in a room: counting them is the shell's business. */
const SHELL: readonly ElementType[] = [
  'slab',
  'wall',
  'skirting',
  'beam',
  'stairs',
  'railing',
  'ground',
  'path',
  'gable-roof',
  'flat-roof',
  'window-unit',
  'door-unit',
  'balcony',
  'chimney',
  'tree',
  'hedge',
  'fence',
  'car',
  'pool',
  'steps',
  'extractor-hood',
];

const OUTSIDE: readonly ElementType[] = [
  'tree',
  'hedge',
  'fence',
  'car',
  'pool',
  'chimney',
  'balcony',
  'path',
];

const TABLES: readonly ElementType[] = [
  'sideboard',
  'side-table',
  'coffee-table',
  'dining-table',
  'desk',
  'nightstand',
  'tv-stand',
  'plinth',
];

/** "Without …" for what stands outside: whatever recipes planted, none is left. */
export function clearUnwanted(plan: FloorPlan, brief: ArchitectureBrief): void {
  for (const element of [...plan.elements]) {
    const removable = !SHELL.includes(element.type) || OUTSIDE.includes(element.type);
    if (removable && brief.counts?.[element.type] === 0) plan.remove(element);
  }
}

/** Takes away what is too much and adds what is missing, so that asked numbers of things come true where they fit. */
export function fulfilCounts(plan: FloorPlan, room: Room, brief: ArchitectureBrief, random: Random): void {
  for (const [key, wanted] of Object.entries(brief.counts ?? {})) {
    const type = key as ElementType;
    if (SHELL.includes(type)) continue;
    for (const extra of plan.elements.filter((element) => element.type === type).slice(wanted))
      plan.remove(extra);
    for (let missing = wanted - plan.count(type); missing > 0; missing--) {
      if (!placeByHabit(plan, room, type, random.fork(`${type}-${missing}`))) break;
    }
  }
}

function placeByHabit(plan: FloorPlan, room: Room, type: ElementType, random: Random): boolean {
  const habit = HABITS[type] ?? 'at-wall';
  const [width, height, depth] = sizeOf({ type });
  const size: Vec3 = [width, type === 'column' ? room.height : height, depth];
  switch (habit) {
    case 'on-table':
      return (
        placeOnTable(plan, type, size) ||
        (type === 'vase' && placeAtSomeWall(plan, room, type, size, {}, random))
      );
    case 'on-floor':
      return scanFloor(plan, room, { type, size }, 0);
    case 'on-ceiling':
      return scanFloor(plan, room, { type, size }, room.height - size[1]);
    case 'on-wall': {
      const y = type === 'wall-cabinet' ? 1.45 : Math.max(1, 1.55 - size[1] / 2);
      return placeAtSomeWall(plan, room, type, size, { y, gap: 0.004 }, random);
    }
    case 'at-wall':
      return placeAtSomeWall(plan, room, type, size, {}, random);
  }
}

/** The longest wall first; where a thing does not fit, a narrower one of its kind may. */
function placeAtSomeWall(
  plan: FloorPlan,
  room: Room,
  type: ElementType,
  [width, height, depth]: Vec3,
  place: WallPlace,
  random: Random,
): boolean {
  const sides = [...SIDES].sort((a, b) => lengthOf(room, b) - lengthOf(room, a));
  const prefers = sides.map(() => random.between(0.25, 0.75));
  return [1, 0.75].some((share) =>
    sides.some((side, i) => {
      const part = { type, size: [share * width, height, depth] as const };
      return placeAtWall(plan, room, side, part, { ...place, prefer: prefers[i] });
    }),
  );
}

function placeOnTable(plan: FloorPlan, type: ElementType, size: Vec3): boolean {
  for (const table of plan.elements.filter((element) => TABLES.includes(element.type))) {
    for (const x of [0, 0.3, -0.3, 0.4, -0.4]) {
      const shift = x * table.size[0];
      const position: Vec3 = [
        table.position[0] + Math.cos(table.yaw) * shift,
        table.position[1] + table.size[1],
        table.position[2] - Math.sin(table.yaw) * shift,
      ];
      if (plan.tryAdd({ type, position, yaw: table.yaw, size, on: table.type })) return true;
    }
  }
  return false;
}

/** The free place nearest to the room's middle. */
function scanFloor(plan: FloorPlan, room: Room, part: Omit<Part, 'position'>, y: number): boolean {
  const places: Vec3[] = [];
  for (let x = -room.width / 2 + 0.3; x < room.width / 2; x += 0.2) {
    for (let z = -room.depth / 2 + 0.3; z < room.depth / 2; z += 0.2) places.push([x, y, z]);
  }
  places.sort((a, b) => Math.hypot(a[0], a[2]) - Math.hypot(b[0], b[2]));
  return places.some((position) => [0, Math.PI / 2].some((yaw) => plan.tryAdd({ ...part, position, yaw })));
}
