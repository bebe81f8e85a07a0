import type { FrameModel } from '@maquette/inference';
import {
  COMPOSERS,
  type CameraPose,
  type GBuffer,
  type LitScene,
  type PictureWindow,
  Rasteriser,
  type SceneDocument,
  allocateGBuffer,
  buildMesh,
  exposureFor,
  lightScene,
  material,
  sampleCamera,
} from '@maquette/scene';
import type { Picture } from './picture';

const SECONDS = 6;

/** A lit scene with its camera, ready to be drawn at one small size. */
export class Shot {
  readonly window: PictureWindow;
  private readonly rasteriser: Rasteriser;

  private constructor(
    readonly document: SceneDocument,
    private readonly lit: LitScene,
    size: { width: number; height: number },
  ) {
    this.window = { fullWidth: size.width, fullHeight: size.height, x: 0, y: 0, ...size };
    this.rasteriser = new Rasteriser(lit, this.window);
  }

  /** Plans a camera where the document has none. */
  static of(document: SceneDocument, size: { width: number; height: number }): Shot {
    const mesh = buildMesh(document);
    const lit = lightScene(document, mesh, mesh.materials.map(material));
    if (document.camera.keyframes.length > 0) return new Shot(document, lit, size);
    const { domain } = document;
    const camera = COMPOSERS[domain].planCamera(document, mesh, lit.bvh, SECONDS);
    return new Shot({ ...document, camera }, lit, size);
  }

  pose(seconds: number): CameraPose {
    return sampleCamera(this.document.camera, seconds);
  }

  exposure(...poses: CameraPose[]): number {
    return exposureFor(this.lit, poses);
  }

  draw(pose: CameraPose, exposure: number): GBuffer {
    const gbuffer = allocateGBuffer(this.window.width, this.window.height);
    this.rasteriser.draw(pose, exposure, gbuffer);
    return gbuffer;
  }
}

export async function finished(model: FrameModel, { width, height, planes }: GBuffer): Promise<Picture> {
  return { width, height, planes: (await model.refine({ width, height, gbuffer: planes })).slice() };
}
