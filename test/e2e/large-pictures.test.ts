import { join } from 'node:path';
import { Canvas, FrameModel, type TilePlan } from '@maquette/inference';
import { openRegistry } from '@maquette/registry';
import {
  Bvh,
  Rasteriser,
  allocateGBuffer,
  buildMesh,
  composeArchitecture,
  exposureFor,
  lightScene,
  material,
  planWalkthrough,
  sampleCamera,
} from '@maquette/scene';
import { describe, expect, it } from 'vitest';

/** The shipped checkpoint and the rasteriser: one picture in pieces, and the same in one. */
const SIZE = { width: 512, height: 288 };
/** As `planTiles` cuts 1920×1080: two by two, sharing 64 pixels. */
const PLAN: TilePlan = { width: 288, height: 176, columns: [0, 224], rows: [0, 112] };

/** Of the 256 that a byte can show. */
const QUARTER_LEVEL = 1 / 255 / 4;

describe('a picture that is painted in pieces', () => {
  it('differs from the picture in one piece by less than a quarter of a grey level, where pieces meet, too', async () => {
    const registry = await openRegistry(join(__dirname, '../../model-registry'));
    const path = await registry.verifiedModelPath('architecture/daylight');
    const model = await FrameModel.load(path, { threads: 1 });
    const document = composeArchitecture({ space: 'living-room', size: 'compact', hour: 10 }, 5);
    const mesh = buildMesh(document);
    const camera = planWalkthrough(document, mesh, new Bvh(mesh.positions, mesh.indices), 2);
    const lit = lightScene(document, mesh, mesh.materials.map(material));
    const pose = sampleCamera(camera, 1);
    const exposure = exposureFor(lit, [pose]);
    const paint = async (piece: { width: number; height: number }, x: number, y: number) => {
      const window = { fullWidth: SIZE.width, fullHeight: SIZE.height, x: 0, y: 0, ...piece };
      const gbuffer = allocateGBuffer(piece.width, piece.height);
      new Rasteriser(lit, window).draw(pose, exposure, gbuffer, { x, y });
      return model.refine({ ...piece, gbuffer: gbuffer.planes });
    };
    const whole = (await paint(SIZE, 0, 0)).slice();
    const canvas = new Canvas(PLAN, SIZE.width, SIZE.height);
    for (const [row, y] of PLAN.rows.entries())
      for (const [column, x] of PLAN.columns.entries())
        canvas.add(await paint({ width: PLAN.width, height: PLAN.height }, x, y), column, row);
    await model.close();

    const error = canvas.planes.map((value, i) => value - whole[i]);
    const rms = Math.sqrt(error.reduce((sum, value) => sum + value * value, 0) / error.length);
    expect(rms).toBeLessThan(QUARTER_LEVEL);
    // What the cuts add to the step from one column of pixels to the next.
    const steps = Array.from({ length: SIZE.width - 1 }, (_, x) => columnStep(error, x));
    expect(Math.max(...steps)).toBeLessThan(QUARTER_LEVEL);
  });
});

function columnStep(error: Float32Array, x: number): number {
  const rows = error.length / SIZE.width;
  let sum = 0;
  for (let row = 0; row < rows; row++)
    sum += Math.abs(error[row * SIZE.width + x + 1] - error[row * SIZE.width + x]);
  return sum / rows;
}
