import type { Domain } from '@maquette/kernel';
import type { FrameModel } from '@maquette/inference';
import { type SceneDocument, composeArchitecture, composeFashion, composeMedical } from '@maquette/scene';
import { type Picture, lumaOf } from './picture';
import { Shot, finished } from './shot';

const SIZE = { width: 384, height: 208 };
const SEEDS = [11, 12, 13];

/** A word of a prompt and its opposite, and a number that must differ between pictures of the same scene with each. */
interface Control {
  name: string;
  scenes(seed: number): [SceneDocument, SceneDocument];
  statistic(picture: Picture, elements: Uint16Array, shown: (type: string) => Set<number>): number;
}

const CONTROLS: Record<Domain, Control> = {
  // Late light is warmer, and comes in lower.
  architecture: {
    name: 'dusk over noon: red over blue',
    scenes: (seed) => [
      composeArchitecture({ space: 'living-room', hour: 18.5, weather: 'clear' }, seed),
      composeArchitecture({ space: 'living-room', hour: 12, weather: 'clear' }, seed),
    ],
    statistic: ({ planes }) => {
      const size = planes.length / 3;
      return sum(planes.subarray(0, size)) / sum(planes.subarray(2 * size));
    },
  },
  // Silk shines, wool does not: the brightest hundredth of the garment against its middle.
  fashion: {
    name: 'silk over wool: gloss of the dress',
    scenes: (seed) => [dress('silk', seed), dress('wool', seed)],
    statistic: ({ planes }, elements, shown) => {
      const garment = shown('dress');
      const luma = [...elements.keys()]
        .filter((i) => garment.has(elements[i]))
        .map((i) => lumaOf(planes, i, elements.length))
        .sort((a, b) => a - b);
      return luma[Math.floor(0.99 * luma.length)] / luma[Math.floor(0.5 * luma.length)];
    },
  },
  medical: {
    name: 'white over black background: brightness of the stage',
    scenes: (seed) => [
      composeMedical({ subject: 'heart', background: 'white' }, seed),
      composeMedical({ subject: 'heart', background: 'black' }, seed),
    ],
    statistic: ({ planes }) => sum(planes) / planes.length,
  },
};

/** The mean ratio of the statistic between the two words over a few scenes; one means that the word changes nothing. */
export async function attributeControl(
  model: FrameModel,
  domain: Domain,
): Promise<{ name: string; ratio: number }> {
  const { name, scenes, statistic } = CONTROLS[domain];
  let logs = 0;
  for (const seed of SEEDS) {
    const [with_, without] = await Promise.all(
      scenes(seed).map(async (document) => {
        const shot = Shot.of(document, SIZE);
        const pose = shot.pose(3);
        const gbuffer = shot.draw(pose, shot.exposure(pose));
        const shown = (type: string): Set<number> =>
          new Set(document.elements.flatMap((element, i) => (element.type === type ? [i + 1] : [])));
        return statistic(await finished(model, gbuffer), gbuffer.elements, shown);
      }),
    );
    logs += Math.log(with_ / without);
  }
  return { name, ratio: Math.exp(logs / SEEDS.length) };
}

function dress(fabric: 'silk' | 'wool', seed: number): SceneDocument {
  return composeFashion(
    { space: 'studio', wears: [{ type: 'dress', fabric, dye: 'navy' }], without: ['coat'] },
    seed,
  );
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
