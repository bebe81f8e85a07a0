import type { Credentials } from '@maquette/credentials';
import {
  type Claim,
  type Generation,
  type GenerationLedger,
  type WakeUp,
  type WakeUpOutcome,
} from '@maquette/generation';
import { asMaquetteError, digestOf } from '@maquette/kernel';
import type { RenderSummary } from '@maquette/inference';
import type { InstalledFolders } from '@maquette/platform';
import type { Registry } from '@maquette/registry';
import { ClipFiles, type ClipParts } from './clip-files';
import type { InferenceProcess } from './inference-process';
import { Lease } from './lease';
import { provenanceOf } from './provenance-of';

export interface HandlerParts extends ClipParts {
  workerId: string;
  ledger: GenerationLedger;
  registry: Registry;
  installed: Pick<InstalledFolders, 'ensure'>;
  credentials: Credentials;
  /** Rejects with `licence-lapsed` when no licence covers the generation any more. */
  assertLicensed(generation: Generation): Promise<void>;
  inference: InferenceProcess;
  log: (message: string, facts: Record<string, unknown>) => void;
}

/** Claims of one generation before a failure that may pass is taken for final. */
const MAX_ATTEMPTS = 3;

/** Carries one generation from its wake-up to published artefacts or a recorded failure. */
export class GenerationHandler {
  constructor(private readonly parts: HandlerParts) {}

  async handle({ generationId }: WakeUp): Promise<WakeUpOutcome> {
    const { ledger, workerId, log } = this.parts;
    const taken = await ledger.claim(generationId, workerId, Lease.MILLISECONDS);
    if (!taken) return { type: 'done' }; // finished, cancelled, or in other hands
    const { claim, generation } = taken;
    if (generation.attempts > MAX_ATTEMPTS) {
      // Each attempt so far ended without a word: the generation itself brings its workers down.
      const message = `The generation was given up after ${MAX_ATTEMPTS} attempts that ended without an answer.`;
      await ledger.fail(claim, { code: 'attempts-exhausted', message });
      return { type: 'done' };
    }
    log('claimed', { generationId, epoch: claim.leaseEpoch, frames: generation.framesTotal });
    try {
      await this.carryOut(claim, generation);
      return { type: 'done' };
    } catch (error) {
      return this.recordFailure(claim, generation, error);
    }
  }

  private async carryOut(claim: Claim, generation: Generation): Promise<void> {
    const { ledger, registry, installed, credentials, log } = this.parts;
    await installed.ensure(generation.checkpoint); // it may have come in on another machine
    await this.parts.assertLicensed(generation); // it may have waited for long
    await credentials.assertCanSign(); // sooner than after minutes of painting
    const scene = Buffer.from(JSON.stringify(generation.scene, null, 1));
    const provenance = provenanceOf(generation, digestOf(scene), registry);
    const files = await ClipFiles.open(generation.request, generation.framesTotal, provenance, this.parts);
    const lease = new Lease(ledger, claim, () => this.parts.inference.cancel());
    try {
      const summary = await this.render(generation, files, lease);
      if (!summary || lease.over) {
        log('stopped', { generationId: generation.id, reason: lease.over ?? 'cancelled' });
        return;
      }
      const artefacts = await files.storeAll(scene);
      await this.parts.assertLicensed(generation); // it may have been painted for long
      const published = await ledger.publish(claim, artefacts);
      log(published ? 'published' : 'not published: the lease was lost', {
        generationId: generation.id,
        encodeMs: files.encodeMs,
        signMs: files.signMs,
        ...summary,
      });
    } finally {
      lease.stop();
      await files.discard();
    }
  }

  private async render(
    generation: Generation,
    files: ClipFiles,
    lease: Lease,
  ): Promise<RenderSummary | null> {
    const { request, framesTotal, scene, checkpoint } = generation;
    const modelPath = await this.parts.registry.verifiedModelPath(checkpoint);
    const { width, height, fps } = request;
    return this.parts.inference.render(
      {
        scene,
        checkpoint,
        modelPath,
        modelDigest: generation.decision.checkpointDigest!,
        width,
        height,
        fps,
        frames: framesTotal,
        firstFrame: 0,
      },
      {
        frame: async (index, rgb) => {
          await files.add(index, rgb);
          lease.framesDone = index + 1;
        },
      },
    );
  }

  /** What may pass (a store that is down) is tried again; what cannot (a bad checkpoint) fails at once. */
  private async recordFailure(claim: Claim, generation: Generation, error: unknown): Promise<WakeUpOutcome> {
    const { ledger, log } = this.parts;
    const { kind, code, message, hint } = asMaquetteError(error);
    const record = { code, message: hint ? `${message} ${hint}` : message };
    log('failed', { generationId: generation.id, attempt: generation.attempts, ...record });
    if (kind === 'unavailable' && generation.attempts < MAX_ATTEMPTS) {
      await ledger.release(claim, record);
      return { type: 'snooze', delayMs: 1000 * 4 ** generation.attempts };
    }
    await ledger.fail(claim, record);
    return { type: 'done' };
  }
}
