import { describe, expect, it } from 'vitest';
import type { ArchitectureBrief, SceneDocument, SceneElement } from '../../document/scene-document';
import {
  EXTERIORS,
  INTERIORS,
  ARCHITECTURE_SPACES,
  type ElementType,
  type ArchitectureSpace,
} from '../../document/vocabulary';
import { parseSceneDocument } from '../../document/parse';
import { buildMesh } from '../../elements/build-mesh';
import { Bvh } from '../../light/bvh';
import { sunDirection } from '../../light/sun';
import { composeArchitecture } from './compose';
import { mayOverlap } from './layout/allowed-overlaps';
import { unmetWishes } from './unmet-wishes';
import { cornersOf, footprintOf, overlaps } from '../../geometry/footprint';

const SEEDS = [1, 2, 3, 4, 5];
/** What makes up the building and the land; everything else is a thing that stands somewhere. */
const SHELL: readonly ElementType[] = [
  'slab',
  'wall',
  'skirting',
  'beam',
  'stairs',
  'railing',
  'ground',
  'path',
  'window-unit',
  'door-unit',
  'gable-roof',
  'flat-roof',
  'balcony',
  'chimney',
  'steps',
];
const SETTING: readonly ElementType[] = ['tree', 'hedge'];

const cases = (spaces: readonly ArchitectureSpace[]) =>
  spaces.flatMap((space) => SEEDS.map((seed) => ({ space, seed })));
const things = (document: SceneDocument): SceneElement[] =>
  document.elements.filter((e) => !SHELL.includes(e.type));
const count = (document: SceneDocument, type: ElementType): number =>
  document.elements.filter((e) => e.type === type).length;

describe.each(cases(ARCHITECTURE_SPACES))('$space, seed $seed', ({ space, seed }) => {
  const document = composeArchitecture({ space }, seed);

  it('is the same again, is valid, and names every element once', () => {
    expect(composeArchitecture({ space }, seed)).toEqual(document);
    expect(parseSceneDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it('keeps things apart', () => {
    const all = things(document);
    const clashes: string[] = [];
    for (let i = 0; i < all.length; i++) {
      for (let j = i + 1; j < all.length; j++) {
        if (!mayOverlap(all[i].type, all[j].type) && overlaps(footprintOf(all[i]), footprintOf(all[j]))) {
          clashes.push(`${all[i].id} × ${all[j].id}`);
        }
      }
    }
    expect(clashes).toEqual([]);
  });

  it('has something to stand on under everything that is not hung', () => {
    const hung: readonly ElementType[] = [
      'painting',
      'mirror',
      'pendant-lamp',
      'ceiling-panel',
      'track-light',
      'wall-cabinet',
      'extractor-hood',
      'curtain',
    ];
    const floating = things(document)
      .filter((e) => !hung.includes(e.type) && e.position[1] > 0.05)
      .filter(
        (e) => !document.elements.some((o) => Math.abs(o.position[1] + o.size[1] - e.position[1]) < 0.01),
      );
    expect(floating.map((e) => e.id)).toEqual([]);
  });
});

describe.each(cases(INTERIORS))('$space, seed $seed, as a room', ({ space, seed }) => {
  const document = composeArchitecture({ space }, seed);
  const { min, max } = document.bounds;

  it('keeps things within its walls', () => {
    const outside = things(document)
      .filter((e) => !SETTING.includes(e.type))
      .filter((e) =>
        cornersOf(footprintOf(e)).some(
          ([x, z]) => x < min[0] - 0.002 || x > max[0] + 0.002 || z < min[2] - 0.002 || z > max[2] + 0.002,
        ),
      );
    expect(outside.map((e) => e.id)).toEqual([]);
  });

  it('leaves the doors free', () => {
    for (const wall of document.elements.filter((e) => e.type === 'wall')) {
      for (const door of (wall.openings ?? []).filter((o) => o.kind === 'door')) {
        const [c, s] = [Math.cos(wall.yaw), Math.sin(wall.yaw)];
        const along = door.offset + door.width / 2 - wall.size[0] / 2;
        const out = wall.size[2] / 2 + 0.45;
        const before = {
          x: wall.position[0] + along * c + out * s,
          z: wall.position[2] - along * s + out * c,
          yaw: wall.yaw,
          halfWidth: door.width / 2,
          halfDepth: 0.4,
          bottom: 0.05,
          top: 1.9,
        };
        const standing = things(document).filter((e) => overlaps(footprintOf(e), before));
        expect(standing.map((e) => e.id)).toEqual([]);
      }
    }
  });

  it('is closed but for its openings', () => {
    const leaks = leaksOf(document);
    expect(leaks).toEqual([]);
  });

  it('has a window and lets the sun in through it', () => {
    const windows = document.elements.flatMap((e) => e.openings ?? []).filter((o) => o.kind === 'window');
    expect(windows.length).toBeGreaterThan(0);
    // The main windows look along −Z; an hour with the sun up has it on that side.
    const [, y, z] = sunDirection(document.environment);
    if (y > 0.05) expect(z / Math.sqrt(1 - y * y)).toBeLessThan(-0.6);
  });
});

/** Directions from the room's middle in which a ray leaves it without passing through a window. */
function leaksOf(document: SceneDocument): string[] {
  const room: SceneDocument = {
    ...document,
    elements: document.elements.filter((e) => ['slab', 'wall'].includes(e.type)),
  };
  const mesh = buildMesh(room, 1);
  const bvh = new Bvh(mesh.positions, mesh.indices);
  const { min, max } = document.bounds;
  const [ox, oy, oz] = [
    (min[0] + max[0]) / 2 + 0.013,
    (min[1] + max[1]) / 2 - 0.4,
    (min[2] + max[2]) / 2 + 0.017,
  ];
  const leaks: string[] = [];
  for (let i = 0; i < 4000; i++) {
    const y = 1 - (2 * (i + 0.5)) / 4000;
    const r = Math.sqrt(1 - y * y);
    const a = i * 2.399963;
    const [dx, dz] = [Math.cos(a) * r, Math.sin(a) * r];
    if (bvh.closest(ox, oy, oz, dx, y, dz, 100)) continue;
    if (!throughWindow(document, [ox, oy, oz], [dx, y, dz]))
      leaks.push([dx, y, dz].map((v) => v.toFixed(3)).join(' '));
  }
  return leaks;
}

function throughWindow(document: SceneDocument, o: number[], d: number[]): boolean {
  return document.elements
    .filter((e) => e.type === 'wall')
    .some((wall) => {
      const [nx, nz] = [Math.sin(wall.yaw), Math.cos(wall.yaw)];
      // Where the ray crosses the wall's front face.
      const front = (wall.position[0] - o[0]) * nx + (wall.position[2] - o[2]) * nz + wall.size[2] / 2;
      const t = front / (d[0] * nx + d[2] * nz);
      if (!(t > 0)) return false;
      const [x, y, z] = [o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t];
      const along = (x - wall.position[0]) * nz - (z - wall.position[2]) * nx + wall.size[0] / 2;
      return (wall.openings ?? []).some(
        (w) =>
          w.kind === 'window' &&
          along > w.offset &&
          along < w.offset + w.width &&
          y > w.sill &&
          y < w.sill + w.height,
      );
    });
}

describe('the brief', () => {
  const usedBy = (document: SceneDocument): Set<string> =>
    new Set(document.elements.flatMap((e) => Object.values(e.materials ?? {})));

  it.each(SEEDS)('decides materials (seed %i)', (seed) => {
    const kitchen: ArchitectureBrief = {
      space: 'kitchen',
      floor: 'terrazzo',
      wall: 'navy-paint',
      wood: 'walnut-planks',
      counter: 'black-marble',
      metal: 'brass',
    };
    const document = composeArchitecture(kitchen, seed);
    const find = (id: string) => document.elements.find((e) => e.id === id)?.materials ?? {};
    expect(find('floor-1').top).toBe('terrazzo');
    for (const side of ['north', 'east', 'south', 'west'])
      expect(find(`wall-${side}-1`).front).toBe('navy-paint');
    expect(find('kitchen-counter-1')).toMatchObject({
      worktop: 'black-marble',
      front: 'walnut-planks',
      handle: 'brass',
    });
    const house = composeArchitecture({ space: 'row-house', facade: 'red-brick', roof: 'slate-roof' }, seed);
    for (const mass of house.elements.filter((e) => e.id.startsWith('house-')))
      expect(mass.materials?.side).toBe('red-brick');
    expect(usedBy(house)).toContain('slate-roof');
  });

  it.each(SEEDS)('decides numbers of things, none included (seed %i)', (seed) => {
    const document = composeArchitecture(
      {
        space: 'living-room',
        size: 'spacious',
        counts: {
          rug: 0,
          plant: 3,
          'coffee-table': 0,
          armchair: 2,
          bookshelf: 2,
          sofa: 1,
          painting: 0,
          'floor-lamp': 1,
        },
      },
      seed,
    );
    expect(
      ['rug', 'plant', 'coffee-table', 'armchair', 'bookshelf', 'sofa', 'painting', 'floor-lamp'].map((t) =>
        count(document, t as ElementType),
      ),
    ).toEqual([0, 3, 0, 2, 2, 1, 0, 1]);
  });

  it.each(SEEDS)('gets things that a room does not have by itself (seed %i)', (seed) => {
    const document = composeArchitecture(
      { space: 'bedroom', size: 'spacious', counts: { fireplace: 1, bookshelf: 1, bed: 1, wardrobe: 0 } },
      seed,
    );
    expect([count(document, 'fireplace'), count(document, 'bookshelf'), count(document, 'wardrobe')]).toEqual(
      [1, 1, 0],
    );
  });

  it.each(SEEDS)('seats the asked number around a table (seed %i)', (seed) => {
    for (const chairs of [2, 6, 8]) {
      const document = composeArchitecture(
        { space: 'living-room', width: 6, depth: 8, counts: { chair: chairs, 'dining-table': 1 } },
        seed,
      );
      expect(count(document, 'chair')).toBe(chairs);
      const table = document.elements.find((e) => e.type === 'dining-table')!;
      for (const chair of document.elements.filter((e) => e.type === 'chair')) {
        const [dx, dz] = [table.position[0] - chair.position[0], table.position[2] - chair.position[2]];
        expect(dx * Math.sin(chair.yaw) + dz * Math.cos(chair.yaw)).toBeGreaterThan(0.3);
      }
    }
  });

  it('decides measures, storeys, windows, hour, weather and lamps', () => {
    const room = composeArchitecture(
      { space: 'office', width: 6, depth: 4, height: 3.2, hour: 21, weather: 'overcast', lamps: false },
      7,
    );
    expect(room.bounds).toEqual({ min: [-3, 0, -2], max: [3, 3.2, 2] });
    expect([room.environment.hour, room.environment.weather, room.lamps]).toEqual([21, 'overcast', false]);
    expect(composeArchitecture({ space: 'bedroom', hour: 22 }, 7).lamps).toBe(true);

    const area = (windows: 'few' | 'large') =>
      composeArchitecture({ space: 'living-room', windows }, 7)
        .elements.flatMap((e) => e.openings ?? [])
        .filter((o) => o.kind === 'window')
        .reduce((sum, o) => sum + o.width * o.height, 0);
    expect(area('large')).toBeGreaterThan(2 * area('few'));

    const tall = (storeys: number) => composeArchitecture({ space: 'block', storeys }, 7).bounds.max[1];
    expect(tall(6) - tall(3)).toBeCloseTo(9, 5);
    expect(
      composeArchitecture({ space: 'villa', counts: { pool: 0, tree: 0 } }, 7).elements.some(
        (e) => e.type === 'pool',
      ),
    ).toBe(false);
  });

  it.each(ARCHITECTURE_SPACES)('changes one aspect without moving the rest (%s)', (space) => {
    const base = composeArchitecture({ space }, 9);
    expect(composeArchitecture({ space, hour: 19 }, 9).elements).toEqual(base.elements);
    expect(composeArchitecture({ space, weather: 'hazy' }, 9).elements).toEqual(base.elements);
    const shape = (document: SceneDocument) =>
      document.elements.map(({ id, position, yaw, size }) => ({ id, position, yaw, size }));
    expect(shape(composeArchitecture({ space, floor: 'granite', wall: 'sage-paint' }, 9))).toEqual(
      shape(base),
    );
  });

  it('says which wishes would not fit', () => {
    const brief: ArchitectureBrief = {
      space: 'bathroom',
      width: 2.4,
      depth: 2.4,
      counts: { bed: 3, toilet: 1, plant: 0 },
    };
    const unmet = unmetWishes(brief, composeArchitecture(brief, 1));
    expect(unmet.map(({ type, asked }) => [type, asked])).toEqual([['bed', 3]]);
  });

  it('refuses a space that nobody composes', () => {
    expect(() => composeArchitecture({ space: 'igloo' as ArchitectureSpace }, 1)).toThrow(
      /No composer builds the space "igloo"/,
    );
  });
});

describe('seeds', () => {
  it('differ from one another', () => {
    for (const space of ARCHITECTURE_SPACES) {
      const shapes = new Set(
        SEEDS.map((seed) => JSON.stringify(composeArchitecture({ space }, seed).elements)),
      );
      expect(shapes.size).toBe(SEEDS.length);
    }
  });

  it('put buildings out of doors on land that reaches the horizon', () => {
    for (const space of EXTERIORS) {
      const ground = composeArchitecture({ space }, 3).elements.find((e) => e.type === 'ground')!;
      expect(Math.min(ground.size[0], ground.size[2])).toBeGreaterThanOrEqual(120);
    }
  });
});
