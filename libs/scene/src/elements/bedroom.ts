import { type Family, flagParam } from './element';
import { roundedBox } from './shapes/rounded-box';
import { fourLegs } from './shapes/solids';

export const BEDROOM: Family<'bed'> = {
  /** The headboard stands at the back (−Z). `params.throw` false leaves the blanket at its foot out. */
  bed: {
    size: [1.7, 1.05, 2.15],
    slots: { frame: 'light-wood', headboard: 'linen-beige', bedding: 'cotton-white', throw: 'wool-blue' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const board = 0.09;
      const frameTop = 0.3;
      const mattressTop = 0.5;
      fourLegs(sink, w - 0.04, d - 0.02, 0.14, 0.06, material('frame'), 0.03);
      sink.box([-x + 0.02, 0.12, -z + board], [x - 0.02, frameTop, z - 0.01], material('frame'));
      roundedBox(sink, [-x, 0.1, -z], [x, h, -z + board], 0.035, material('headboard'), {
        segments: 1,
        standing: true,
      });
      roundedBox(
        sink,
        [-x + 0.05, frameTop - 0.01, -z + board + 0.01],
        [x - 0.05, mattressTop, z - 0.05],
        0.06,
        material('bedding'),
        { standing: true, segments: 1 },
      );
      const pillows = w > 1.2 ? 2 : 1;
      const share = (w - 0.2) / pillows;
      for (let i = 0; i < pillows; i++) {
        const middle = -x + 0.1 + share * (i + 0.5);
        const half = Math.min(0.35, share / 2 - 0.02);
        sink.within(
          {
            position: [middle, mattressTop + 0.005, -z + board + 0.33],
            yaw: i === 0 ? 0.05 : -0.04,
            pitch: -0.95,
          },
          () =>
            roundedBox(sink, [-half, -0.02, -0.09], [half, 0.42, 0.09], 0.035, material('bedding'), {
              crown: 0.06,
              crownSide: 'both',
              segments: 1,
            }),
        );
      }
      // The duvet hangs over both sides and is turned back below the pillows.
      const turnBack = -z + board + 0.62;
      roundedBox(
        sink,
        [-x + 0.01, frameTop + 0.02, turnBack],
        [x - 0.01, mattressTop + 0.075, z - 0.005],
        0.07,
        material('bedding'),
        { crown: 0.03, segments: 2, standing: true },
      );
      roundedBox(
        sink,
        [-x + 0.012, mattressTop + 0.02, turnBack - 0.04],
        [x - 0.012, mattressTop + 0.1, turnBack + 0.3],
        0.038,
        material('bedding'),
        { segments: 1 },
      );
      if (!flagParam(element, 'throw', true)) return;
      roundedBox(
        sink,
        [-x, frameTop + 0.06, z - 0.72],
        [x, mattressTop + 0.088, z - 0.16],
        0.06,
        material('throw'),
        { crown: 0.012, segments: 1, standing: true },
      );
    },
  },
};
