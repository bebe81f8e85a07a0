import type { Vec3 } from '../../../document/scene-document';
import { faceOf, buildMass, mount, windowRow, type Mass } from './facade';
import { pave, plantTrees } from './plot';
import type { ExteriorComposition, ExteriorRecipe } from './exterior';

const STOREY = 3;
const ROOF = 0.32;
const TERRACE = 0.15;

/** Shifted boxes under thin flat roofs, a terrace and a pool before them. */
export const villa: ExteriorRecipe = {
  space: 'villa',
  build(c) {
    const random = c.random.fork('masses');
    const storeys = Math.min(Math.max(c.brief.storeys ?? random.integer(1, 2), 1), 3);
    const width = c.brief.width ?? random.between(11, 14);
    const depth = c.brief.depth ?? random.between(8, 10);
    const ground: Mass = { position: [0, 0, 0], size: [width, STOREY, depth], material: c.palette.facade };
    buildMass(c.plan, ground);
    glaze(c, ground);
    roof(c, ground);
    const top = storeys > 1 ? upperStoreys(c, ground, storeys) : ground;
    if (storeys === 1) wing(c, ground);
    garden(c, ground);
    return { reach: Math.max(width, depth) / 2, depth, width, height: top.position[1] + top.size[1] + ROOF };
  },
};

/** The garden front is glass but for a solid part with the door. */
function glaze(c: ExteriorComposition, ground: Mass): void {
  const front = faceOf(ground, 'front');
  const w = ground.size[0];
  const solid = c.mirror * w * 0.28;
  const [from, to] = c.mirror > 0 ? [-w / 2 + 0.4, solid - 0.6] : [solid + 0.6, w / 2 - 0.4];
  const many = c.brief.windows === 'few' ? 2 : Math.max(2, Math.round((to - from) / 2));
  windowRow(c.plan, front, {
    count: many,
    width: c.brief.windows === 'few' ? 1.4 : 2.6,
    height: 2.45,
    y: TERRACE + 0.05,
    from,
    to,
  });
  mount(c.plan, front, { type: 'door-unit', x: solid + c.mirror * 1.1, y: TERRACE, width: 1.1, height: 2.3 });
  for (const side of ['left', 'right'] as const) {
    const face = faceOf(ground, side);
    windowRow(c.plan, face, {
      count: 2,
      width: 1.8,
      height: 1.5,
      y: 0.9,
      from: -face.length / 2 + 0.6,
      to: face.length / 2 - 0.6,
    });
  }
}

function roof(c: ExteriorComposition, mass: Mass): void {
  const [w, h, d] = mass.size;
  const [x, y, z] = mass.position;
  c.plan.add({ type: 'flat-roof', position: [x, y + h, z + 0.2], size: [w + 0.9, ROOF, d + 1.2] });
}

/** Storeys above are narrower, shifted aside and hang over the terrace. */
function upperStoreys(c: ExteriorComposition, ground: Mass, storeys: number): Mass {
  const random = c.random.fork('upper');
  let below = ground;
  for (let storey = 1; storey < storeys; storey++) {
    const size: Vec3 = [
      below.size[0] * random.between(0.6, 0.72),
      STOREY - 0.1,
      below.size[2] * random.between(0.78, 0.88),
    ];
    const x = below.position[0] - c.mirror * (below.size[0] - size[0]) * random.between(0.2, 0.5);
    const over = storey === 1 ? random.between(1.2, 1.8) : 0;
    const z = below.position[2] + (below.size[2] - size[2]) / 2 + over;
    const y = below.position[1] + below.size[1] + ROOF;
    const mass: Mass = {
      position: [x, y, z],
      size,
      material: c.palette.secondFacade,
      soffit: true,
      name: 'upper-mass',
    };
    buildMass(c.plan, mass);
    const front = faceOf(mass, 'front');
    windowRow(c.plan, front, {
      count: random.integer(2, 3),
      width: 2.4,
      height: 2.1,
      y: 0.4,
      from: -size[0] / 2 + 0.5,
      to: size[0] / 2 - 0.5,
    });
    for (const side of ['left', 'right'] as const) {
      windowRow(c.plan, faceOf(mass, side), {
        count: 2,
        width: 1.2,
        height: 1.9,
        y: 0.45,
        from: -size[2] / 2 + 0.6,
        to: size[2] / 2 - 0.6,
      });
    }
    roof(c, mass);
    below = mass;
  }
  return below;
}

/** A lower box of another material beside a single-storey house. */
function wing(c: ExteriorComposition, ground: Mass): void {
  const [w, , d] = ground.size;
  const size: Vec3 = [4.2, 2.6, d * 0.6];
  const mass: Mass = {
    position: [c.mirror * (w / 2 + size[0] / 2), 0, -d * 0.12],
    size,
    material: c.palette.secondFacade,
    name: 'wing',
  };
  buildMass(c.plan, mass);
  windowRow(c.plan, faceOf(mass, 'front'), {
    count: 1,
    width: 2.4,
    height: 1.7,
    y: 0.7,
    from: -1.6,
    to: 1.6,
  });
  c.plan.add({
    type: 'flat-roof',
    position: [mass.position[0] + c.mirror * 0.15, 2.6, mass.position[2]],
    size: [size[0] + 0.3, 0.24, size[2] + 0.5],
  });
}

function garden(c: ExteriorComposition, ground: Mass): void {
  const { plan, palette } = c;
  const random = c.random.fork('garden');
  const [w, , d] = ground.size;
  const front = d / 2;
  const terrace: Vec3 = [w + 1, TERRACE, 3.6];
  plan.add({
    type: 'slab',
    name: 'terrace',
    position: [0, 0, front + terrace[2] / 2],
    size: terrace,
    materials: { top: palette.paving, bottom: palette.paving, side: palette.paving },
    params: { lit: 'top' },
  });
  if (c.wants('pool', random.chance(0.75) ? 1 : 0) > 0) {
    const size: Vec3 = [random.between(6, 8), 0.1, 3];
    plan.tryAdd({ type: 'pool', position: [-c.mirror * 1.5, 0, front + terrace[2] + 1 + size[2] / 2], size });
  }
  for (let i = 0; i < c.wants('armchair', 2); i++) {
    plan.add({
      type: 'armchair',
      position: [-c.mirror * (1.2 + i * 1.4), TERRACE, front + 2.3],
      yaw: 0.2 - i * 0.4,
    });
  }
  pave(plan, c.mirror * (w / 2 - 1.6), front + terrace[2] + 6, 1.6, 12, palette.paving);
  const places = [
    [-w / 2 - 4, 3],
    [w / 2 + 5, 5],
    [-w / 2 - 3, front + 6],
    [w / 2 + 3.5, front + 9],
    [-w / 2 - 6, -4],
    [w / 2 + 8, -4],
    [2, -d / 2 - 5],
    [-6, -d / 2 - 6],
  ] as const;
  plantTrees(plan, places, c.wants('tree', random.integer(4, 7)), random.fork('trees'));
  for (const side of [-1, 1]) {
    if (c.wants('hedge', 2) > 0)
      plan.tryAdd({
        type: 'hedge',
        position: [side * (w / 2 + 7.5), 0, front + 3],
        yaw: Math.PI / 2,
        size: [9, 1.1, 0.7],
      });
  }
}
