import type { MaterialName } from '../../../document/vocabulary';
import { buildMass, faceOf, mount, windowRow, type Mass } from '../../architecture/exteriors/facade';
import { tree } from '../../architecture/surroundings';
import { type FashionSet, type SetOrder, outdoors } from './set';

const FACADES: readonly MaterialName[] = [
  'red-brick',
  'white-brick',
  'limestone',
  'white-plaster',
  'cream-plaster',
  'concrete',
  'grey-plaster',
  'terracotta-paint',
  'sage-paint',
];
const STOREY = 3.2;
/** Line of the house fronts behind the figure, and depth of the houses. */
const FRONT = -3.6;
const DEPTH = 7;

/** A pavement before a row of houses, the carriageway behind the camera. */
export const street: FashionSet = (order) => {
  const { plan, brief, random } = order;
  plan.add({
    type: 'ground',
    position: [0, -0.14, 0],
    size: [120, 0.02, 120],
    materials: { top: 'asphalt' },
  });
  plan.add({
    type: 'path',
    name: 'pavement',
    position: [0, -0.12, FRONT + 3.6],
    size: [44, 0.12, 7.2],
    materials: { top: random.fork('pavement').pick(['paving', 'paving', 'concrete']) },
  });
  buildRow(order);
  plan.add({
    type: 'path',
    name: 'far-pavement',
    position: [0, -0.12, 15],
    size: [44, 0.12, 4],
    materials: { top: 'paving' },
  });
  const trees = random.fork('trees');
  for (const x of [-8.5, 7.6, 14])
    if (trees.chance(0.75))
      plan.add({ ...tree(trees.between(4.5, 6.5), trees), position: [x + trees.between(-0.6, 0.6), 0, 1.6] });
  for (let i = -2; i <= 2; i++)
    plan.add({ ...tree(trees.between(6, 8), trees), position: [i * 8 + trees.between(-1, 1), 0, 18] });
  if (random.fork('car?').chance(0.5))
    plan.add({ type: 'car', position: [random.fork('car').pick([-5.2, 5.4]), -0.12, 5.1], yaw: Math.PI / 2 });
  return {
    setting: 'exterior',
    position: [0, 0, 0.2],
    yaw: 0,
    bounds: { min: [-11, 0, FRONT], max: [11, 9, 12] },
    environment: outdoors(brief, random.fork('environment')),
    lamps: false,
    move: 'push-in',
  };
};

/** Houses of different widths and walls, with a shop or a flat on the ground floor. */
function buildRow({ plan, random }: SetOrder): void {
  let x = -17;
  for (let i = 0; x < 17; i++) {
    const own = random.fork(`house-${i}`);
    const width = own.between(5.4, 8.4);
    const storeys = own.integer(2, 4);
    const mass: Mass = {
      position: [x + width / 2, 0, FRONT - DEPTH / 2],
      size: [width, storeys * STOREY + 0.4, DEPTH],
      material: own.pick(FACADES),
      name: 'house',
    };
    buildMass(plan, mass);
    const front = faceOf(mass, 'front');
    const door = (own.chance(0.5) ? 1 : -1) * (width / 2 - 1.1);
    mount(plan, front, { type: 'door-unit', x: door, y: 0, width: 1.1, height: 2.4 });
    const [from, to] = door > 0 ? [-width / 2 + 0.4, door - 0.8] : [door + 0.8, width / 2 - 0.4];
    const shop = own.chance(0.4);
    windowRow(plan, front, {
      count: shop ? 1 : 2,
      width: shop ? 4 : 1.2,
      height: shop ? 2.1 : 1.7,
      y: shop ? 0.5 : 0.9,
      from,
      to,
    });
    for (let storey = 1; storey < storeys; storey++)
      windowRow(plan, front, {
        count: 3,
        width: 1.1,
        height: 1.7,
        y: storey * STOREY + 0.7,
        from: -width / 2 + 0.3,
        to: width / 2 - 0.3,
      });
    x += width;
  }
}
