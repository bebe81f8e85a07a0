import { open, stat } from 'node:fs/promises';
import { MaquetteError, asMaquetteError, systemClock, type Clock } from '@maquette/kernel';
import type { Authority } from './authority/authority';
import { rootFromPem } from './authority/chain';
import { Engine, EngineRefusal } from './engine/engine';
import type { ParentAsset, Source } from './engine/engine-protocol';
import {
  createdManifest,
  frameOfClipManifest,
  parentIngredient,
  type Generator,
  type ManifestDefinition,
} from './manifest/define-manifest';
import { HEAD_BYTES, mediaTypeOf, type MediaType } from './manifest/media-type';
import type { Provenance } from './manifest/provenance';
import type { CredentialReport } from './reading/credential-report';
import { reportOf, reportOfRefusal } from './reading/read-report';
import { signClaim, signatureBytes } from './signing/cose-sign1';
import type { Root, Signer } from './signing/signer';

/** The engine holds a signed file in its memory, four times over while it grows, and has 4 GiB at most. */
export const MOST_SIGNED_BYTES = 512 << 20;
export const MOST_READ_BYTES = 1024 << 20;

/** The engine can answer with pages. */
const LONGEST_REASON = 300;

export interface CredentialsParts {
  engine: Engine;
  generator: Generator;
  /** What signs here; an error that says why nothing can be signed here. */
  authority: Authority | MaquetteError;
  /** Roots whose signers are trusted besides the authority's own; the one in force comes first. */
  roots: readonly Root[];
  clock?: Clock;
}

export interface SignedBytes {
  bytes: Uint8Array;
  /** Label of the manifest inside. */
  credential: string;
}

export interface Reading {
  mediaType: MediaType;
  report: CredentialReport;
}

/** Puts content credentials (C2PA) into what is published, and reads them from any file. */
export class Credentials {
  private readonly clock: Clock;

  constructor(private readonly parts: CredentialsParts) {
    this.clock = parts.clock ?? systemClock;
  }

  /** The root that this installation signs under; null where there is none yet. */
  get root(): Root | null {
    const { authority, roots } = this.parts;
    return authority instanceof MaquetteError ? (roots[0] ?? null) : authority.root;
  }

  /** Resolves when something could be signed now; rejects with `signing-failed`. */
  async assertCanSign(): Promise<void> {
    await this.signer('A picture');
  }

  /** Signs an MP4 file into another file; answers the label of its manifest. Errors: `signing-failed`. */
  async signClip(path: string, output: string, provenance: Provenance): Promise<string> {
    const manifest = createdManifest(this.about('video/mp4', `Clip of ${provenance.generation}`, provenance));
    await this.sign('The clip', manifest, { path }, { output });
    return manifest.label;
  }

  /** Signs one PNG frame. Errors: `signing-failed`. */
  async signFrame(bytes: Uint8Array, frame: number, provenance: Provenance): Promise<SignedBytes> {
    const title = `Frame ${frame} of ${provenance.generation}`;
    const manifest = createdManifest(this.about('image/png', title, provenance));
    const signed = await this.sign(`Frame ${frame}`, manifest, { bytes });
    return { bytes: signed!, credential: manifest.label };
  }

  /** Signs the JPEG of one frame as a derivative of the signed clip. Errors: `signing-failed`. */
  async signPoster(
    bytes: Uint8Array,
    from: { clip: string; frame: number },
    provenance: Provenance,
  ): Promise<SignedBytes> {
    const about = this.about('image/jpeg', `Poster of ${provenance.generation}`, provenance);
    const manifest = frameOfClipManifest({ ...about, frame: from.frame });
    const definition = parentIngredient(`Clip of ${provenance.generation}`);
    const parent = { source: { path: from.clip }, mediaType: 'video/mp4', definition };
    const signed = await this.sign('The poster', manifest, { bytes }, { parent });
    return { bytes: signed!, credential: manifest.label };
  }

  /**
   * Reads and validates a file's credentials; `trust` is a PEM root to believe in besides our own.
   * Errors: `media-type-unsupported`, `media-too-large`, `media-unreadable`, `credential-chain-invalid` for a `trust`
   * that is no certificate (bad-input); `engine-failed` (internal).
   */
  async read(source: Source, { trust }: { trust?: string } = {}): Promise<Reading> {
    const extra = trust === undefined ? [] : [rootFromPem(trust, 'The trusted root')];
    await assertSize(source, MOST_READ_BYTES);
    const mediaType = mediaTypeOf(await headOf(source));
    try {
      const settings = this.settings(extra);
      const store = await this.parts.engine.read({ type: 'read', mediaType, source, settings });
      return { mediaType, report: reportOf(store) };
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      return { mediaType, report: reportOfRefusal(error.message) };
    }
  }

  close(): Promise<void> {
    return this.parts.engine.close();
  }

  private about(mediaType: MediaType, title: string, provenance: Provenance) {
    return { mediaType, title, provenance, generator: this.parts.generator, at: this.clock.now() };
  }

  private async sign(
    what: string,
    { json, mediaType }: ManifestDefinition,
    source: Source,
    { output = null, parent = null }: { output?: string | null; parent?: ParentAsset | null } = {},
  ): Promise<Uint8Array | null> {
    const signer = await this.signer(what);
    try {
      await assertSize(source, MOST_SIGNED_BYTES);
      const order = {
        type: 'sign' as const,
        manifest: json,
        mediaType,
        source,
        output,
        parent,
        algorithm: signer.algorithm.name,
        signatureBytes: signatureBytes(signer),
        settings: this.settings(),
      };
      return await this.parts.engine.sign(order, async (claim) => signClaim(claim, signer));
    } catch (error) {
      throw signingFailed(what, error);
    }
  }

  private async signer(what: string): Promise<Signer> {
    const { authority } = this.parts;
    try {
      if (authority instanceof MaquetteError) throw authority;
      return await authority.signer();
    } catch (error) {
      throw signingFailed(what, error);
    }
  }

  /** Whatever a file says, the engine fetches nothing: no manifests, no time stamps, no revocation lists. */
  private settings(extra: readonly Root[] = []): string {
    const { authority, roots } = this.parts;
    const own = authority instanceof MaquetteError ? [] : [authority.root];
    const anchors = [...own, ...roots, ...extra].map(({ pem }) => pem);
    return JSON.stringify({
      verify: { verify_trust: true, remote_manifest_fetch: false, ocsp_fetch: false },
      // An empty list is no list to the engine, but an error.
      ...(anchors.length > 0 ? { trust: { trust_anchors: anchors.join('\n') } } : {}),
      builder: { thumbnail: { enabled: false } },
    });
  }
}

async function headOf(source: Source): Promise<Uint8Array> {
  if ('bytes' in source) return source.bytes.subarray(0, HEAD_BYTES);
  const file = await open(source.path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function assertSize(source: Source, most: number): Promise<void> {
  const size = 'bytes' in source ? source.bytes.byteLength : (await stat(source.path)).size;
  if (size <= most) return;
  throw new MaquetteError(
    'bad-input',
    'media-too-large',
    `The file has ${size} bytes; at most ${most} are possible.`,
    { hint: 'The engine holds the file in memory. Cut it into shorter clips.', details: { size, most } },
  );
}

/** Of the kind of its cause: what may pass is tried again, what cannot fails at once. */
function signingFailed(what: string, thrown: unknown): MaquetteError {
  const cause = thrown instanceof EngineRefusal ? null : asMaquetteError(thrown);
  const reason = cause?.message ?? (thrown as Error).message.slice(0, LONGEST_REASON);
  return new MaquetteError(
    cause?.kind ?? 'internal',
    'signing-failed',
    `${what} could not be signed: ${reason}`,
    {
      hint: cause?.hint ?? 'Nothing is published without credentials.',
      details: { ...cause?.details, reason: cause?.code ?? 'engine-refused' },
      cause: thrown,
    },
  );
}
