import { ALL_FACES, STANDING } from '../geometry/mesh-sink';
import { PICTURE_METRES } from '../materials/pictures';
import { type Family, flagParam, numberParam, wordParam } from './element';
import { fireplace } from './fireplace';
import { sculpture } from './sculpture';
import { bookStack } from './shapes/books';
import { lathe } from './shapes/loft';
import { frameBars, perforatedPanel } from './shapes/panel';
import { archingPlant, smallTree, twigs } from './shapes/plants';
import { tube } from './shapes/tube';

type ThingType =
  | 'rug'
  | 'plant'
  | 'painting'
  | 'plinth'
  | 'sculpture'
  | 'screen'
  | 'curtain'
  | 'fireplace'
  | 'books'
  | 'vase';

export const THINGS: Family<ThingType> = {
  rug: {
    size: [2.4, 0.014, 1.7],
    slots: { pile: 'rug-red' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const pile = material('pile');
      const metres = PICTURE_METRES[pile];
      if (metres === undefined) sink.box([-x, 0, -z], [x, h, z], pile, { top: true });
      else
        sink.picture(
          [-x, h, z],
          [x, h, z],
          [x, h, -z],
          [-x, h, -z],
          pile,
          [0.005, 0.005],
          [metres - 0.005, metres - 0.005],
        );
      sink.box([-x, 0, -z], [x, h, z], pile, { front: true, back: true, left: true, right: true });
    },
  },

  /** `params.kind`: 'arching' leaves or a small 'tree'; left out, plants above 1.1 m are trees. */
  plant: {
    size: [0.7, 1, 0.7],
    slots: { leaves: 'foliage', pot: 'terracotta-paint', soil: 'soil', stem: 'bark' },
    solid: true,
    build(sink, element, material, random) {
      const [w, h, d] = element.size;
      const r = Math.min(w, d) / 2;
      const potHeight = Math.min(0.34, h * 0.34);
      const potRadius = Math.min(r * 0.62, potHeight * 0.55);
      lathe(
        sink,
        [
          [potRadius * 0.72, 0],
          [potRadius, potHeight - 0.015],
          [potRadius, potHeight],
          [potRadius - 0.015, potHeight],
          [potRadius - 0.02, potHeight - 0.03],
        ],
        material('pot'),
        { sides: 18 },
      );
      lathe(
        sink,
        [
          [potRadius - 0.018, potHeight - 0.03],
          [0, potHeight - 0.025],
        ],
        material('soil'),
        { sides: 12 },
      );
      const kind = wordParam(element, 'kind', h > 1.1 ? 'tree' : 'arching');
      const room = { radius: r, bottom: potHeight - 0.03, top: h };
      if (kind === 'tree') smallTree(sink, room, material('leaves'), material('stem'), random);
      else archingPlant(sink, room, material('leaves'), random);
    },
  },

  painting: {
    size: [0.9, 0.7, 0.04],
    slots: { picture: 'painting-warm', frame: 'black-metal', mount: 'cotton-white' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const bar = Math.min(0.03, w / 10);
      const mount = Math.min(0.06, w / 10);
      const [x, front] = [w / 2, d / 2];
      frameBars(sink, { x0: -x, y0: 0, x1: x, y1: h }, bar, -front, front, material('frame'), false);
      const canvas = { x0: -x + bar + mount, y0: bar + mount, x1: x - bar - mount, y1: h - bar - mount };
      const back = front - 0.012;
      perforatedPanel(
        sink,
        { x0: -x + bar, y0: bar, x1: x - bar, y1: h - bar },
        [canvas],
        material('mount'),
        (px, py) => [px, py, back],
        [0, 0, 1],
      );
      const picture = material('picture');
      const metres = PICTURE_METRES[picture] ?? 1;
      sink.picture(
        [canvas.x0, canvas.y0, back],
        [canvas.x1, canvas.y0, back],
        [canvas.x1, canvas.y1, back],
        [canvas.x0, canvas.y1, back],
        picture,
        [0.01, 0.01],
        [metres - 0.01, metres - 0.01],
      );
    },
  },

  plinth: {
    size: [0.45, 1, 0.45],
    slots: { body: 'white-paint' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      sink.box([-w / 2, 0, -d / 2], [w / 2, h, d / 2], material('body'), STANDING);
    },
  },

  /** A television or monitor. `params.stand` true adds a foot; otherwise it hangs on a wall. */
  screen: {
    size: [1.25, 0.72, 0.06],
    slots: { screen: 'screen', case: 'black-metal' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const foot = flagParam(element, 'stand', false) ? Math.min(0.12, h * 0.2) : 0;
      const z = foot > 0 ? Math.min(d / 2, 0.02) : d / 2;
      const bar = 0.012;
      sink.box([-w / 2, foot, foot > 0 ? -z : -d / 2], [w / 2, h, z - 0.004], material('case'), {
        ...ALL_FACES,
        back: foot > 0,
        front: false,
      });
      frameBars(sink, { x0: -w / 2, y0: foot, x1: w / 2, y1: h }, bar, z - 0.004, z, material('case'), false);
      const metres = PICTURE_METRES.screen ?? 1;
      sink.picture(
        [-w / 2 + bar, foot + bar, z - 0.003],
        [w / 2 - bar, foot + bar, z - 0.003],
        [w / 2 - bar, h - bar, z - 0.003],
        [-w / 2 + bar, h - bar, z - 0.003],
        material('screen'),
        [0.01, 0.01],
        [metres - 0.01, metres - 0.01],
      );
      if (foot === 0) return;
      const half = Math.min(0.14, w / 4);
      sink.box([-half, 0, -d / 2], [half, 0.012, d / 2], material('case'), STANDING);
      sink.box([-0.025, 0.012, -z], [0.025, foot, z - 0.008], material('case'), {
        front: true,
        back: true,
        left: true,
        right: true,
      });
    },
  },

  /** One hanging panel under its rod. `params.folds`: number of folds; `params.rod` false leaves the rod out. */
  curtain: {
    size: [0.7, 2.5, 0.12],
    slots: { cloth: 'linen-beige', rod: 'black-metal' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const folds = Math.max(1, Math.round(numberParam(element, 'folds', w / 0.14)));
      const rod = flagParam(element, 'rod', true) ? 0.05 : 0;
      const amplitude = d / 2 - 0.012;
      const cloth = (offset: number, turn: number) =>
        sink.surface(
          (s, t) => {
            const across = turn > 0 ? s : 1 - s;
            const depth = amplitude * (0.75 + 0.25 * (1 - t));
            const wave =
              Math.sin(2 * Math.PI * folds * across) + 0.2 * Math.sin(2 * Math.PI * 1.7 * across + 3 * t);
            return [(across - 0.5) * w, 0.01 + (h - rod - 0.01) * t, (depth * wave) / 1.2 + offset];
          },
          folds * 6,
          Math.max(2, Math.ceil(h / 0.6)),
          material('cloth'),
          [w * 1.6, h],
        );
      cloth(0.002, 1);
      cloth(-0.002, -1);
      if (rod > 0)
        tube(
          sink,
          [
            [-w / 2, h - 0.025, 0],
            [w / 2, h - 0.025, 0],
          ],
          0.014,
          material('rod'),
          { sides: 8 },
        );
    },
  },

  sculpture,

  fireplace,

  /** A stack of lying books. */
  books: {
    size: [0.26, 0.12, 0.2],
    slots: { books: 'books' },
    solid: false,
    build(sink, element, material, random) {
      const [w, h, d] = element.size;
      bookStack(sink, w * 0.95, h, d * 0.95, material('books'), random);
    },
  },

  /** `params.twigs` true adds a few branches; they reach to the element's height. */
  vase: {
    size: [0.18, 0.32, 0.18],
    slots: { body: 'porcelain', twigs: 'foliage', stem: 'bark' },
    solid: false,
    build(sink, element, material, random) {
      const [w, h, d] = element.size;
      const r = Math.min(w, d) / 2;
      const filled = flagParam(element, 'twigs', false);
      const top = filled ? h * 0.42 : h;
      const body = filled ? Math.min(r * 0.6, top * 0.32) : r;
      lathe(
        sink,
        [
          [body * 0.55, 0],
          [body * 0.9, top * 0.2],
          [body, top * 0.42],
          [body * 0.8, top * 0.65],
          [body * 0.36, top * 0.86],
          [body * 0.48, top],
          [body * 0.4, top],
          [body * 0.28, top * 0.86],
        ],
        material('body'),
        { sides: 18 },
      );
      lathe(
        sink,
        [
          [body * 0.29, top * 0.87],
          [0, top * 0.87],
        ],
        'soil',
        { sides: 10 },
      );
      if (filled)
        twigs(sink, { radius: r, bottom: top * 0.86, top: h }, material('twigs'), material('stem'), random);
    },
  },
};
