import { ALL_FACES, type PatchVertex, STANDING } from '../geometry/mesh-sink';
import { car } from './car';
import { type Family, numberParam, wordParam } from './element';
import { ripple } from './shapes/crowns';
import { gridTriangles, roundedBox } from './shapes/rounded-box';
import { tree } from './tree';

type OutdoorType = 'ground' | 'path' | 'tree' | 'hedge' | 'fence' | 'car' | 'pool' | 'steps';

export const OUTDOORS: Family<OutdoorType> = {
  /** A large flat piece of land, at its height above the base. Its cells grow with the distance from its middle. */
  ground: {
    size: [60, 0, 60],
    slots: { top: 'grass' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [xs, zs] = [spreadingLines(w / 2, sink.spacing * 1.3), spreadingLines(d / 2, sink.spacing * 1.3)];
      const vertices = zs.flatMap((z) =>
        xs.map((x): PatchVertex => ({ position: [x, h, -z], normal: [0, 1, 0], uv: [x, z] })),
      );
      sink.patch(vertices, gridTriangles(xs.length, zs.length), material('top'));
    },
  },

  path: {
    size: [1.4, 0.02, 6],
    slots: { top: 'paving' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      sink.box([-w / 2, 0, -d / 2], [w / 2, Math.max(h, 0.01), d / 2], material('top'), STANDING);
    },
  },

  tree,

  hedge: {
    size: [4, 1.2, 0.6],
    slots: { leaves: 'foliage' },
    solid: true,
    build(sink, element, material, random) {
      const [w, h, d] = element.size;
      const phase = random.between(0, 10);
      const bump = 0.035;
      sink.withSpacing(Math.min(sink.spacing, Math.max(0.3, Math.max(w, d) / 24)), () =>
        roundedBox(
          sink,
          [-w / 2 + bump, 0, -d / 2 + bump],
          [w / 2 - bump, h - bump, d / 2 - bump],
          0.1,
          material('leaves'),
          {
            standing: true,
            displace: (p, n) => {
              const by = bump * ripple(p, 14, phase);
              return [p[0] + n[0] * by, Math.max(0, p[1] + n[1] * by), p[2] + n[2] * by];
            },
          },
        ),
      );
    },
  },

  /** Posts with boards across (`params.kind` 'boards', default) or upright pickets ('pickets'). */
  fence: {
    size: [4, 1.1, 0.08],
    slots: { wood: 'timber-cladding', posts: 'dark-wood' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      sink.withSpacing(Infinity, () => {
        const posts = Math.max(2, Math.ceil(w / 1.8) + 1);
        for (let i = 0; i < posts; i++) {
          const at = -x + 0.04 + ((w - 0.08) * i) / (posts - 1);
          sink.withTurnedTexture(() =>
            sink.box([at - 0.04, 0, -z], [at + 0.04, h, z - 0.03], material('posts'), STANDING),
          );
        }
        if (wordParam(element, 'kind', 'boards') === 'boards') {
          const boards = Math.max(1, Math.floor((h - 0.08) / 0.13));
          for (let i = 0; i < boards; i++) {
            const y = 0.08 + ((h - 0.08) * i) / boards;
            sink.box([-x, y, z - 0.03], [x, y + 0.11, z - 0.005], material('wood'));
          }
          return;
        }
        for (const y of [h * 0.25, h * 0.75])
          sink.box([-x + 0.005, y, z - 0.05], [x - 0.005, y + 0.07, z - 0.025], material('wood'));
        const pickets = Math.max(2, Math.floor(w / 0.14));
        for (let i = 0; i < pickets; i++) {
          const at = -x + (w * (i + 0.5)) / pickets;
          sink.withTurnedTexture(() =>
            sink.box([at - 0.04, 0.06, z - 0.024], [at + 0.04, h - 0.03, z - 0.004], material('wood')),
          );
        }
      });
    },
  },

  car,

  /** A basin seen as its water: coping around a smooth surface a little below its rim. */
  pool: {
    size: [7, 0.08, 3.2],
    slots: { water: 'blue-tile', coping: 'limestone' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const rim = 0.35;
      const water = h * 0.45;
      for (const [x0, z0, x1, z1] of [
        [-x, z - rim, x, z],
        [-x, -z, x, -z + rim],
        [-x, -z + rim, -x + rim, z - rim],
        [x - rim, -z + rim, x, z - rim],
      ]) {
        sink.box([x0, 0, z0], [x1, h, z1], material('coping'), STANDING);
      }
      sink.box([-x + rim, 0, -z + rim], [x - rim, water, z - rim], material('water'), { top: true });
    },
  },

  /** Solid steps up to a door, rising along −Z. `params.steps`: number of risers. */
  steps: {
    size: [1.6, 0.48, 0.96],
    slots: { stone: 'limestone' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const count = Math.max(1, Math.round(numberParam(element, 'steps', h / 0.16)));
      for (let i = 0; i < count; i++) {
        const z = d / 2 - (i * d) / count;
        sink.box([-w / 2, (h * i) / count, -d / 2], [w / 2, (h * (i + 1)) / count, z], material('stone'), {
          ...ALL_FACES,
          bottom: false,
          top: false,
        });
        sink.box([-w / 2, 0, z - d / count], [w / 2, (h * (i + 1)) / count, z], material('stone'), {
          top: true,
        });
      }
    },
  },
};

/** Lines from −half to half: `first` apart around the middle, further and further apart outwards. */
function spreadingLines(half: number, first: number): number[] {
  const outwards: number[] = [];
  for (let x = first; x < half * 0.93; x += Math.max(first, x * 0.14)) outwards.push(x);
  outwards.push(half);
  return [...outwards.map((x) => -x).reverse(), 0, ...outwards];
}
