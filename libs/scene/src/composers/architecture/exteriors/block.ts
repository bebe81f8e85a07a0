import type { Vec3 } from '../../../document/scene-document';
import { at } from '../layout/anchor';
import { buildMass, faceOf, mount, windowRow, type Mass } from './facade';
import type { ExteriorComposition, ExteriorRecipe } from './exterior';
import { pave, plantTrees } from './plot';

const GROUND_STOREY = 3.6;
const STOREY = 3;

/** A compact block of flats or offices: a plinth storey with the entrance, then equal storeys with balconies. */
export const block: ExteriorRecipe = {
  space: 'block',
  build(c) {
    const random = c.random.fork('block');
    const storeys = Math.min(Math.max(c.brief.storeys ?? random.integer(3, 6), 2), 9);
    const bays = random.integer(5, 7);
    const width = c.brief.width ?? bays * random.between(3, 3.4);
    const depth = c.brief.depth ?? random.between(11, 13);
    const plinth: Mass = {
      position: [0, 0, 0],
      size: [width, GROUND_STOREY, depth],
      material: c.palette.secondFacade,
      name: 'plinth-storey',
    };
    const upper: Mass = {
      position: [0, GROUND_STOREY, 0],
      size: [width, (storeys - 1) * STOREY, depth],
      material: c.palette.facade,
    };
    buildMass(c.plan, plinth);
    buildMass(c.plan, upper);
    entrance(c, plinth, bays);
    storeysAbove(c, upper, bays, storeys - 1);
    const top = GROUND_STOREY + (storeys - 1) * STOREY;
    c.plan.add({ type: 'flat-roof', position: [0, top, 0], size: [width + 0.4, 0.5, depth + 0.4] });
    forecourt(c, width, depth);
    return { width, depth, height: top + 0.5, reach: Math.max(width, depth) / 2 };
  },
};

/** Shop-like windows, and in the middle bay the door under a canopy. */
function entrance(c: ExteriorComposition, plinth: Mass, bays: number): void {
  const front = faceOf(plinth, 'front');
  const middle = Math.floor(bays / 2);
  const inset = plinth.size[0] / 2 - 0.4;
  const centres = windowRow(c.plan, front, {
    count: bays,
    width: 2.3,
    height: 2.5,
    y: 0.35,
    from: -inset,
    to: inset,
    except: [middle],
  });
  mount(c.plan, front, { type: 'door-unit', x: centres[middle], y: 0.02, width: 1.8, height: 2.6 });
  const canopy: Vec3 = [3, 0.18, 1.6];
  c.plan.add({
    type: 'slab',
    name: 'canopy',
    position: at(front, centres[middle], canopy[2] / 2, 2.85),
    size: canopy,
    materials: { top: 'concrete', bottom: 'white-plaster', side: c.palette.metal },
    params: { lit: 'bottom' },
  });
  for (const side of ['left', 'right'] as const) {
    const face = faceOf(plinth, side);
    windowRow(c.plan, face, {
      count: 3,
      width: 1.6,
      height: 1.6,
      y: 1,
      from: -face.length / 2 + 0.8,
      to: face.length / 2 - 0.8,
    });
  }
}

function storeysAbove(c: ExteriorComposition, upper: Mass, bays: number, storeys: number): void {
  const random = c.random.fork('bays');
  const front = faceOf(upper, 'front');
  const inset = upper.size[0] / 2 - 0.4;
  const share = { few: 1.1, normal: 1.6, large: 2.4 }[c.brief.windows ?? 'normal'];
  const balconyBays = random
    .pick([
      [0, -1],
      [1, -2],
      [0, 2, -1],
    ])
    .map((bay) => (bay < 0 ? bays + bay : bay));
  const balconies = c.wants('balcony', Infinity);
  for (let storey = 0; storey < storeys; storey++) {
    const y = storey * STOREY;
    const centres = windowRow(c.plan, front, {
      count: bays,
      width: share,
      height: 1.6,
      y: y + 0.85,
      from: -inset,
      to: inset,
      except: balconyBays,
    });
    for (const bay of balconyBays) {
      mount(c.plan, front, { type: 'window-unit', x: centres[bay], y: y + 0.12, width: 2, height: 2.3 });
      if (c.plan.count('balcony') < balconies) addBalcony(c, upper, centres[bay], y);
    }
    for (const side of ['left', 'right', 'back'] as const) {
      const face = faceOf(upper, side);
      const count = side === 'back' ? bays : 3;
      windowRow(c.plan, face, {
        count,
        width: share,
        height: 1.5,
        y: y + 0.9,
        from: -face.length / 2 + 0.8,
        to: face.length / 2 - 0.8,
      });
    }
  }
}

function addBalcony(c: ExteriorComposition, upper: Mass, x: number, y: number): void {
  const front = faceOf(upper, 'front');
  const size: Vec3 = [2.7, 1.2, 1.4];
  c.plan.add({ type: 'balcony', position: at(front, x, size[2] / 2, y - 0.12), yaw: front.yaw, size });
}

function forecourt(c: ExteriorComposition, width: number, depth: number): void {
  const { plan, palette } = c;
  const random = c.random.fork('forecourt');
  const front = depth / 2;
  pave(plan, 0, front + 4, width + 4, 8, palette.paving === 'asphalt' ? 'paving' : palette.paving);
  pave(plan, 0, front + 12, width + 60, 7, 'asphalt');
  for (const side of [-1, 1]) {
    for (let i = 0; i < 2 && c.wants('hedge', 1) > 0; i++) {
      const size: Vec3 = [width / 2 - 4.2, 0.8, 0.7];
      if (i === 0) plan.tryAdd({ type: 'hedge', position: [side * (width / 4 + 1.4), 0, front + 1.3], size });
    }
  }
  for (let i = 0; i < c.wants('bench', 2); i++) {
    plan.tryAdd({
      type: 'bench',
      position: [(i % 2 === 0 ? -1 : 1) * (3 + Math.floor(i / 2) * 3), 0.02, front + 4.4],
      size: [1.8, 0.45, 0.5],
    });
  }
  for (let i = 0; i < c.wants('car', random.integer(0, 2)); i++) {
    plan.tryAdd({
      type: 'car',
      position: [(i % 2 === 0 ? -1 : 1) * width * 0.3, 0.02, front + 9.8],
      yaw: Math.PI / 2,
    });
  }
  const places = [
    [-width / 2 - 2, front + 5.5],
    [width / 2 + 2, front + 5.5],
    [-width * 0.28, front + 6.2],
    [width * 0.28, front + 6.2],
    [-width / 2 - 5, -2],
    [width / 2 + 5, -2],
    [-width / 2 - 6, front + 1],
    [width / 2 + 6, front + 1],
  ] as const;
  plantTrees(plan, places, c.wants('tree', random.integer(4, 8)), random.fork('trees'));
}
