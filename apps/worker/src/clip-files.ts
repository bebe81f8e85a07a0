import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ObjectStore } from '@maquette/kernel';
import type { GenerationRequest, NewArtefact } from '@maquette/generation';
import { type VideoEncoder, encodePng, encodeVideo, posterJpeg } from '@maquette/media';

/** What a clip becomes on its way to the store: the encoder's file, a poster, and the frames where they are kept. */
export class ClipFiles {
  private readonly artefacts: NewArtefact[] = [];
  private poster: Uint8Array | null = null;
  /** Milliseconds spent on the encoder so far. */
  encodeMs = 0;

  private constructor(
    private readonly folder: string,
    private readonly request: GenerationRequest,
    private readonly frames: number,
    private readonly store: ObjectStore,
    private readonly encoder: VideoEncoder,
  ) {}

  static async open(
    workFolder: string,
    request: GenerationRequest,
    frames: number,
    store: ObjectStore,
    ffmpegPath: string | undefined,
  ): Promise<ClipFiles> {
    await mkdir(workFolder, { recursive: true });
    const folder = await mkdtemp(join(workFolder, 'clip-'));
    try {
      const { width, height, fps } = request;
      const encoder = encodeVideo({
        path: join(folder, 'clip.mp4'),
        width,
        height,
        fps,
        threads: 1,
        ffmpegPath,
      });
      return new ClipFiles(folder, request, frames, store, encoder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Takes the next frame. */
  async add(index: number, rgb: Uint8Array): Promise<void> {
    const started = performance.now();
    await this.encoder.write(rgb);
    this.encodeMs += performance.now() - started;
    const { width, height, keepFrames } = this.request;
    const image = { width, height, channels: 3 as const, data: rgb };
    // The poster is taken at a third of the way: the entrance is behind, the best view not yet given away.
    if (index === Math.floor(this.frames / 3)) this.poster = await posterJpeg(image);
    if (keepFrames) {
      const stored = await this.store.putBytes(await encodePng(image));
      this.artefacts.push({ kind: 'frame', ...stored, mediaType: 'image/png', frame: index });
    }
  }

  /** Stores everything; answers the artefacts to publish. */
  async storeAll(scene: unknown): Promise<NewArtefact[]> {
    const started = performance.now();
    await this.encoder.finish();
    this.encodeMs += performance.now() - started;
    const clip = await this.store.putFile(join(this.folder, 'clip.mp4'));
    const document = await this.store.putBytes(Buffer.from(JSON.stringify(scene, null, 1)));
    const poster = await this.store.putBytes(this.poster!);
    return [
      { kind: 'video', ...clip, mediaType: 'video/mp4', frame: null },
      { kind: 'poster', ...poster, mediaType: 'image/jpeg', frame: null },
      { kind: 'scene', ...document, mediaType: 'application/json', frame: null },
      ...this.artefacts,
    ];
  }

  /** Removes what is on the disk of this worker. */
  async discard(): Promise<void> {
    await this.encoder.abort();
    await rm(this.folder, { recursive: true, force: true });
  }
}
