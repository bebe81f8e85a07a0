import { ALL_FACES, STANDING } from '../geometry/mesh-sink';
import { car } from './car';
import { type Family, numberParam, wordParam } from './element';
import { leafMass, ripple, sprigs } from './shapes/plants';
import { roundedBox } from './shapes/rounded-box';
import { tube } from './shapes/tube';

type OutdoorType = 'ground' | 'path' | 'tree' | 'hedge' | 'fence' | 'car' | 'pool' | 'steps';

export const OUTDOORS: Family<OutdoorType> = {
  /** A large flat piece of land at the element's base height plus its (small) height. */
  ground: {
    size: [60, 0, 60],
    slots: { top: 'grass' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      sink.withSpacing(sink.spacing * 2, () => sink.quad([-x, h, z], [x, h, z], [x, h, -z], [-x, h, -z], material('top')));
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

  /** `params.kind`: 'round' (default), 'column' or 'birch' (slender, several masses above each other). */
  tree: {
    size: [4.5, 7, 4.5],
    slots: { leaves: 'foliage', trunk: 'bark' },
    solid: true,
    build(sink, element, material, random) {
      const [w, h, d] = element.size;
      const kind = wordParam(element, 'kind', 'round');
      const clear = h * (kind === 'round' ? 0.3 : 0.18);
      const thick = Math.max(0.05, h * 0.022);
      const top = kind === 'round' ? h * 0.62 : h * 0.8;
      const sway = random.between(-0.06, 0.06) * w;
      tube(sink, [[0, 0, 0], [0, clear * 0.15, 0], [sway, clear * 0.6, sway * 0.5], [sway * 0.5, top, 0]], [thick, thick * 0.4], material('trunk'), { sides: 8, open: true });
      const masses = kind === 'round' ? 9 : 7;
      for (let i = 0; i < masses; i++) {
        const t = (i + 0.5) / masses;
        const yaw = i * 2.39996 + random.between(-0.4, 0.4);
        const swell = kind === 'round' ? Math.sin(Math.PI * (0.2 + 0.7 * t)) : 0.9 - 0.5 * t;
        const size = (kind === 'round' ? 0.27 : 0.36) * swell * random.between(0.85, 1.1);
        const radii: [number, number, number] = [w * size, ((h - clear) / masses) * 1.9 * (0.6 + 0.4 * swell), d * size];
        const out = kind === 'round' ? 0.46 * swell : 0.1;
        const y = clear + radii[1] * 0.9 + (h - clear - radii[1] * 1.9) * t;
        const at: [number, number, number] = [
          Math.sin(yaw) * Math.min(w * out, w * 0.49 - radii[0]),
          y,
          Math.cos(yaw) * Math.min(d * out, d * 0.49 - radii[2]),
        ];
        if (kind === 'round' && i > masses - 3) at[0] = at[2] = 0;
        leafMass(sink, at, radii, material('leaves'), random.between(0, 20), [10, 7]);
        sprigs(sink, at, [radii[0] * 0.94, radii[1] * 0.94, radii[2] * 0.94], 24, 0.2 * Math.min(radii[0], radii[2]) + 0.1, material('leaves'), random);
      }
    },
  },

  hedge: {
    size: [4, 1.2, 0.6],
    slots: { leaves: 'foliage' },
    solid: true,
    build(sink, element, material, random) {
      const [w, h, d] = element.size;
      const phase = random.between(0, 10);
      const bump = 0.035;
      sink.withSpacing(Math.min(sink.spacing, Math.max(0.3, Math.max(w, d) / 24)), () =>
        roundedBox(sink, [-w / 2 + bump, 0, -d / 2 + bump], [w / 2 - bump, h - bump, d / 2 - bump], 0.1, material('leaves'), {
          standing: true,
          displace: (p, n) => {
            const by = bump * ripple(p, 14, phase);
            return [p[0] + n[0] * by, Math.max(0, p[1] + n[1] * by), p[2] + n[2] * by];
          },
        }),
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
          sink.withTurnedTexture(() => sink.box([at - 0.04, 0, -z], [at + 0.04, h, z - 0.03], material('posts'), STANDING));
        }
        if (wordParam(element, 'kind', 'boards') === 'boards') {
          const boards = Math.max(1, Math.floor((h - 0.08) / 0.13));
          for (let i = 0; i < boards; i++) {
            const y = 0.08 + ((h - 0.08) * i) / boards;
            sink.box([-x, y, z - 0.03], [x, y + 0.11, z - 0.005], material('wood'));
          }
          return;
        }
        for (const y of [h * 0.25, h * 0.75]) sink.box([-x, y, z - 0.05], [x, y + 0.07, z - 0.025], material('wood'));
        const pickets = Math.max(2, Math.floor(w / 0.14));
        for (let i = 0; i < pickets; i++) {
          const at = -x + (w * (i + 0.5)) / pickets;
          sink.withTurnedTexture(() => sink.box([at - 0.04, 0.06, z - 0.024], [at + 0.04, h - 0.03, z - 0.004], material('wood')));
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
        sink.box([-w / 2, 0, z - d / count], [w / 2, (h * (i + 1)) / count, z], material('stone'), { top: true });
      }
    },
  },
};

