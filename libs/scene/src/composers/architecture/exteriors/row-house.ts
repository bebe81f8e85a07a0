import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import { buildMass, faceOf, mount, windowRow, type Mass } from './facade';
import type { ExteriorComposition, ExteriorRecipe } from './exterior';
import { pave, plantTrees } from './plot';

const STOREY = 2.9;
const GARDEN = 3.4;

/** Attached houses under gabled roofs along a street. */
export const rowHouse: ExteriorRecipe = {
  space: 'row-house',
  build(c) {
    const random = c.random.fork('row');
    const storeys = Math.min(Math.max(c.brief.storeys ?? random.pick([2, 2, 3]), 1), 5);
    const unitWidth = random.between(5.2, 6.4);
    const units = c.brief.width ? Math.max(1, Math.round(c.brief.width / unitWidth)) : random.integer(3, 5);
    const depth = c.brief.depth ?? random.between(8.5, 10);
    const roofHeight = random.between(2.6, 3.4);
    for (let i = 0; i < units; i++) {
      const x = (i - (units - 1) / 2) * unitWidth;
      const size: Vec3 = [unitWidth, storeys * STOREY, depth];
      const mass: Mass = { position: [x, 0, 0], size, material: facadeOf(c, i) };
      buildUnit(c, i, mass, storeys);
      if (i === 0) gableWindows(c, mass, 'left', storeys);
      if (i === units - 1) gableWindows(c, mass, 'right', storeys);
    }
    const width = units * unitWidth;
    const eaves = storeys * STOREY;
    c.plan.add({ type: 'gable-roof', position: [0, eaves, 0], size: [width, roofHeight, depth] });
    street(c, width, depth);
    return { width, depth, height: eaves + roofHeight, reach: width / 2 };
  },
};

/** One material for the whole row where it was asked for; otherwise every other house may differ. */
function facadeOf(c: ExteriorComposition, unit: number): MaterialName {
  const asked = c.brief.facade ?? c.brief.wall;
  return !asked && c.random.fork('two-facades').chance(0.4) && unit % 2 === 1
    ? c.palette.secondFacade
    : c.palette.facade;
}

function buildUnit(c: ExteriorComposition, unit: number, mass: Mass, storeys: number): void {
  const { plan } = c;
  buildMass(plan, { ...mass, name: 'house' });
  const front = faceOf(mass, 'front');
  const w = mass.size[0];
  const doorSide = c.mirror * (unit % 2 === 0 ? 1 : -1);
  const doorX = doorSide * (w / 2 - 1.1);
  mount(plan, front, { type: 'door-unit', x: doorX, y: 0.3, width: 1, height: 2.2 });
  plan.add({
    type: 'steps',
    position: [mass.position[0] + doorX, 0, mass.size[2] / 2 + 0.4],
    size: [1.4, 0.3, 0.8],
  });
  const large = c.brief.windows === 'large';
  const [from, to] = doorSide > 0 ? [-w / 2 + 0.5, doorX - 0.7] : [doorX + 0.7, w / 2 - 0.5];
  windowRow(plan, front, { count: large ? 1 : 2, width: large ? 2.6 : 1.2, height: 1.6, y: 0.95, from, to });
  for (let storey = 1; storey < storeys; storey++) {
    const count = c.brief.windows === 'few' ? 2 : 3;
    windowRow(plan, front, {
      count,
      width: large ? 1.6 : 1.1,
      height: 1.5,
      y: storey * STOREY + 0.85,
      from: -w / 2 + 0.3,
      to: w / 2 - 0.3,
    });
  }
  for (let storey = 0; storey < storeys; storey++) {
    windowRow(plan, faceOf(mass, 'back'), {
      count: 2,
      width: 1.3,
      height: 1.4,
      y: storey * STOREY + 0.9,
      from: -w / 2 + 0.3,
      to: w / 2 - 0.3,
    });
  }
  frontGarden(c, mass, doorX);
  chimney(c, mass);
}

/** The end houses have a few small windows in their free side. */
function gableWindows(c: ExteriorComposition, mass: Mass, side: 'left' | 'right', storeys: number): void {
  const face = faceOf(mass, side);
  const half = face.length / 2 - 1.2;
  for (let storey = 0; storey < storeys; storey++) {
    const y = storey * STOREY + 0.95;
    windowRow(c.plan, face, { count: 2, width: 0.95, height: 1.35, y, from: -half, to: half });
  }
}

function frontGarden(c: ExteriorComposition, mass: Mass, doorX: number): void {
  const { plan } = c;
  const [x, , front] = [mass.position[0], 0, mass.size[2] / 2];
  const w = mass.size[0];
  pave(plan, x + doorX, front + GARDEN / 2 + 0.4, 1.2, GARDEN - 0.8, c.palette.paving);
  if (c.wants('hedge', 1) === 0 && c.wants('fence', 0) === 0) return;
  // The hedge leaves the garden path free.
  const z = front + GARDEN - 0.3;
  const spans: [number, number][] = [
    [-w / 2 + 0.08, doorX - 0.8],
    [doorX + 0.8, w / 2 - 0.08],
  ];
  for (const [a, b] of spans) {
    if (b - a < 0.4) continue;
    const depth = c.wants('fence', 0) > 0 ? 0.08 : 0.5;
    plan.tryAdd({
      type: depth < 0.1 ? 'fence' : 'hedge',
      position: [x + (a + b) / 2, 0, z],
      size: [b - a, 0.9, depth],
    });
  }
}

function chimney(c: ExteriorComposition, mass: Mass): void {
  if (c.wants('chimney', 1) === 0) return;
  const size: Vec3 = [0.6, 3.6, 0.6];
  c.plan.add({
    type: 'chimney',
    position: [mass.position[0] + mass.size[0] / 2 - 0.5, mass.size[1] + 0.4, -0.6],
    size,
  });
}

/** Pavement, kerbside and carriageway with parked cars, and trees across the street. */
function street(c: ExteriorComposition, width: number, depth: number): void {
  const random = c.random.fork('street');
  const kerb = depth / 2 + GARDEN;
  pave(c.plan, 0, kerb + 1.2, width + 60, 2.4, c.palette.paving === 'gravel' ? 'paving' : c.palette.paving);
  pave(c.plan, 0, kerb + 2.4 + 3.2, width + 60, 6.4, 'asphalt');
  pave(c.plan, 0, kerb + 2.4 + 6.4 + 1.2, width + 60, 2.4, 'paving');
  for (let i = 0; i < c.wants('car', random.integer(1, 2)); i++) {
    const x = (random.between(0.1, 0.4) + (i % 2) * 0.5 - 0.5) * width;
    c.plan.tryAdd({ type: 'car', position: [x, 0.02, kerb + 2.4 + 1.15], yaw: Math.PI / 2 });
  }
  const far = kerb + 2.4 + 6.4 + 2.4 + 4;
  const places = [-0.9, -0.5, -0.1, 0.3, 0.7].map((share) => [share * width, far + 3] as const);
  plantTrees(c.plan, places, c.wants('tree', 5), random.fork('trees'));
  for (const side of [-1, 1])
    plantTrees(
      c.plan,
      [
        [side * (width / 2 + 4), 0],
        [side * (width / 2 + 7), -5],
      ],
      c.wants('tree', 2),
      random.fork(`flank${side}`),
    );
}
