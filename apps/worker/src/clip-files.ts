import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials, Provenance } from '@maquette/credentials';
import type { ObjectStore } from '@maquette/kernel';
import type { GenerationRequest, NewArtefact } from '@maquette/generation';
import { inSpan } from '@maquette/telemetry';
import { type VideoEncoder, encodePng, encodeVideo, posterJpeg, stampNotice } from '@maquette/media';
import { sayingWhenFull } from './full-disk';

export interface ClipParts {
  /** Clips are encoded and signed here before they are stored. */
  workFolder: string;
  store: ObjectStore;
  credentials: Pick<Credentials, 'signClip' | 'signFrame' | 'signPoster'>;
  ffmpegPath?: string;
  /** Told how long the encoder took for a whole clip, seconds. */
  encoded?: (seconds: number) => void;
}

/**
 * What a clip becomes on its way to the store: the encoder's file, a poster, and the frames where they are kept. Each is
 * signed before it is stored: no unsigned picture is ever there to be found. Errors: `disk-full`, `signing-failed`, those
 * of the encoder and of the store.
 */
export class ClipFiles {
  private readonly artefacts: NewArtefact[] = [];
  private readonly posterFrame: number;
  private poster: Uint8Array | null = null;
  /** The kept frame that is being signed and stored while the next one is painted. */
  private keeping: Promise<void> = Promise.resolve();
  /** Milliseconds spent on the encoder, and on signing clip and poster. */
  encodeMs = 0;
  signMs = 0;

  private constructor(
    private readonly folder: string,
    private readonly request: GenerationRequest,
    frames: number,
    private readonly provenance: Provenance,
    private readonly parts: ClipParts,
    private readonly encoder: VideoEncoder,
  ) {
    // A third of the way in: the entrance is behind, the best view not yet given away.
    this.posterFrame = Math.floor(frames / 3);
  }

  static async open(
    request: GenerationRequest,
    frames: number,
    provenance: Provenance,
    parts: ClipParts,
  ): Promise<ClipFiles> {
    const { workFolder, ffmpegPath } = parts;
    const folder = await sayingWhenFull(workFolder, async () => {
      await mkdir(workFolder, { recursive: true });
      return mkdtemp(join(workFolder, 'clip-'));
    });
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
      return new ClipFiles(folder, request, frames, provenance, parts, encoder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Takes the next frame. A notice is drawn into it here, where clip, poster and kept frames all begin. */
  async add(index: number, rgb: Uint8Array): Promise<void> {
    const { notice } = this.provenance;
    if (notice) stampNotice({ ...this.request, channels: 3, data: rgb }, notice);
    const started = performance.now();
    await this.encoder.write(rgb);
    this.encodeMs += performance.now() - started;
    const { width, height, keepFrames } = this.request;
    const image = { width, height, channels: 3 as const, data: rgb };
    if (index === this.posterFrame) this.poster = await posterJpeg(image);
    if (keepFrames) {
      await this.keeping; // one at a time: frames come faster than a slow store takes them
      this.keeping = this.keep(index, await encodePng(image));
      this.keeping.catch(() => undefined); // told with the next frame, or at the end
    }
  }

  /** Signs and stores everything; answers the artefacts to publish. */
  async storeAll(scene: Uint8Array): Promise<NewArtefact[]> {
    await this.keeping;
    const started = performance.now();
    await inSpan('encode', () => this.encoder.finish());
    const encoded = performance.now();
    this.encodeMs += encoded - started;
    this.parts.encoded?.(this.encodeMs / 1000);
    const { store, credentials } = this.parts;
    const signed = join(this.folder, 'signed.mp4');
    const clipPath = join(this.folder, 'clip.mp4');
    const credential = await sayingWhenFull(this.folder, () =>
      credentials.signClip(clipPath, signed, this.provenance),
    );
    const from = { clip: signed, frame: this.posterFrame };
    const poster = await credentials.signPoster(this.poster!, from, this.provenance);
    this.signMs = performance.now() - encoded;
    const clip = await store.putFile(signed);
    const picture = await store.putBytes(poster.bytes);
    const document = await store.putBytes(scene);
    return [
      { kind: 'video', ...clip, mediaType: 'video/mp4', frame: null, credential },
      { kind: 'poster', ...picture, mediaType: 'image/jpeg', frame: null, credential: poster.credential },
      { kind: 'scene', ...document, mediaType: 'application/json', frame: null, credential: null },
      ...this.artefacts,
    ];
  }

  /** Removes what is on the disk of this worker. */
  async discard(): Promise<void> {
    await this.keeping.catch(() => undefined);
    await this.encoder.abort();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async keep(frame: number, png: Uint8Array): Promise<void> {
    const { bytes, credential } = await this.parts.credentials.signFrame(png, frame, this.provenance);
    const stored = await this.parts.store.putBytes(bytes);
    this.artefacts.push({ kind: 'frame', ...stored, mediaType: 'image/png', frame, credential });
  }
}
