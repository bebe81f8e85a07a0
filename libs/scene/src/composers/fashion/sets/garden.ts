import { plantView, tree } from '../../architecture/surroundings';
import { type FashionSet, outdoors } from './set';

/** A path through a garden, hedges along it, trees behind. */
export const garden: FashionSet = ({ plan, brief, random }) => {
  plan.add({ type: 'ground', position: [0, -0.02, 0], size: [120, 0.02, 120] });
  const paving = random.fork('path').pick(['gravel', 'paving', 'limestone', 'gravel'] as const);
  plan.add({ type: 'path', position: [0, 0, 1], size: [2.6, 0.015, 26], materials: { top: paving } });
  const hedges = random.fork('hedges');
  const height = hedges.between(0.7, 1.5);
  for (const side of [-1, 1])
    plan.add({ type: 'hedge', position: [side * hedges.between(3.1, 3.6), 0, -3], size: [0.8, height, 13] });
  plan.add({ type: 'hedge', position: [0, 0, -11], size: [15, height + 0.8, 0.9] });
  const trees = random.fork('trees');
  for (const [x, z] of [
    [-5.5, -4],
    [5.8, -6],
    [-7, 2],
    [7.2, 1],
  ])
    if (trees.chance(0.8))
      plan.add({ ...tree(trees.between(4, 6.5), trees), position: [x + trees.between(-0.7, 0.7), 0, z] });
  plantView(plan, { position: [0, 0, -8], yaw: Math.PI }, random.fork('view'));
  plantView(plan, { position: [0, 0, 8], yaw: 0 }, random.fork('behind'));
  return {
    setting: 'exterior',
    position: [0, 0.015, 0],
    yaw: 0,
    bounds: { min: [-3, 0, -10], max: [3, 7, 12] },
    environment: outdoors(brief, random.fork('environment')),
    lamps: false,
    move: 'push-in',
  };
};
