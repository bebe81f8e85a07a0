import type { SceneElement } from '../../../document/scene-document';
import type { ElementType } from '../../../document/vocabulary';
import { composeArchitecture } from '../../architecture/compose';
import { type FashionSet, outdoors } from './set';

/** What remains of a gallery when it is cleared for a photographer. */
const KEPT: readonly ElementType[] = [
  'slab',
  'wall',
  'skirting',
  'column',
  'beam',
  'ground',
  'path',
  'hedge',
  'tree',
];
const WALLS = ['white-brick', 'red-brick', 'white-plaster', 'concrete', 'grey-plaster'] as const;
const FLOORS = ['oak-planks', 'polished-concrete', 'oak-herringbone', 'concrete', 'walnut-planks'] as const;

/** A cleared hall with tall windows on one side, its walls bare; the figure turns towards the light. */
export const loft: FashionSet = ({ plan, brief, random }) => {
  const hall = composeArchitecture(
    {
      space: 'gallery',
      width: 9,
      depth: 9,
      height: 4.2,
      wall: random.fork('wall').pick(WALLS),
      floor: random.fork('floor').pick(FLOORS),
      windows: 'large',
    },
    random.fork('hall').integer(0, 0xffffffff),
  );
  for (const element of hall.elements) if (KEPT.includes(element.type)) plan.add(partOf(element));
  const side = random.fork('side').chance(0.5) ? 1 : -1;
  const sky = outdoors(brief, random.fork('environment'));
  // The windows look along −Z; the sun stands before them, aside.
  const lit = { ...sky, north: hall.environment.north, hour: brief.hour ?? hall.environment.hour };
  return {
    setting: 'interior',
    position: [side * -1.6, 0, 0.9],
    yaw: side * 1.85,
    bounds: hall.bounds,
    environment: { ...lit, dayOfYear: hall.environment.dayOfYear },
    lamps: false,
    move: 'push-in',
  };
};

const partOf = ({ id, type, position, yaw, size, materials, params, openings }: SceneElement) => ({
  name: id.replace(/-\d+$/, ''),
  type,
  position,
  yaw,
  size,
  materials,
  params,
  openings,
});
