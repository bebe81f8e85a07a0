import type { Credentials } from '@maquette/credentials';
import {
  MAX_ATTEMPTS,
  outcomeOf,
  type Claim,
  type Generation,
  type GenerationLedger,
  type Outcome,
  type WakeUp,
  type WakeUpOutcome,
} from '@maquette/generation';
import { asMaquetteError, digestOf } from '@maquette/kernel';
import type { RenderSummary } from '@maquette/inference';
import type { InstalledFolders, LeaseTimes } from '@maquette/platform';
import type { Taken } from '@maquette/persistence';
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
  /** The generation whose turn it is, claimed: see PrismaTurns. */
  claimNext(leaseMs: number): Promise<Taken | 'held' | null>;
  times: LeaseTimes;
  /** Runs all that follows a claim: a part of what the generation's request began. */
  within?<T>(generation: Generation, work: () => Promise<T>): Promise<T>;
  /** Told of each clip that was published, and how long it took from its claim on. */
  measured(generation: Generation, seconds: number): Promise<void>;
  log: (message: string, facts: Record<string, unknown>) => void;
}

/** While the clients that wait have as many running as they may: how soon it is asked again. */
const HELD_MS = 1_000;

/** Carries one generation from its wake-up to published artefacts or a recorded failure. */
export class GenerationHandler {
  constructor(private readonly parts: HandlerParts) {}

  /** A wake-up says that something waits; whose turn it is, the ledger says. */
  async handle(_wakeUp: WakeUp): Promise<WakeUpOutcome> {
    const taken = await this.parts.claimNext(this.parts.times.leaseMs);
    if (taken === 'held') return { type: 'snooze', delayMs: HELD_MS };
    if (!taken) return { type: 'done' }; // finished, cancelled, or in other hands
    const { within = (_generation, work) => work() } = this.parts;
    return within(taken.generation, () => this.carryThrough(taken));
  }

  private async carryThrough({ claim, generation, overdue }: Taken): Promise<WakeUpOutcome> {
    const { ledger, log } = this.parts;
    const generationId = generation.id;
    if (overdue) {
      const message = `The deadline ${generation.deadline?.toISOString()} passed before it began.`;
      await ledger.fail(claim, { code: 'deadline-passed', message });
      return { type: 'done' };
    }
    if (generation.attempts > MAX_ATTEMPTS) {
      await ledger.park(claim, null); // its last attempt ended without a word: it may bring its workers down
      return { type: 'done' };
    }
    log('claimed', { generationId, epoch: claim.leaseEpoch, frames: generation.framesTotal });
    const outcome = await this.attempt(claim, generation);
    await this.record(claim, outcome);
    // Whatever follows is written in the ledger, its wake-up too: the queue has done its part.
    return { type: 'done' };
  }

  private async attempt(claim: Claim, generation: Generation): Promise<Outcome> {
    try {
      return await this.carryOut(claim, generation);
    } catch (error) {
      const outcome = outcomeOf(asMaquetteError(error), generation.attempts);
      this.parts.log('failed', { generationId: generation.id, attempt: generation.attempts, ...outcome });
      return outcome;
    }
  }

  private async carryOut(claim: Claim, generation: Generation): Promise<Outcome> {
    const { ledger, registry, installed, credentials, log } = this.parts;
    await installed.ensure(generation.checkpoint); // it may have come in on another machine
    await this.parts.assertLicensed(generation); // it may have waited for long
    await credentials.assertCanSign(); // sooner than after minutes of painting
    const scene = Buffer.from(JSON.stringify(generation.scene, null, 1));
    const provenance = provenanceOf(generation, digestOf(scene), registry);
    const files = await ClipFiles.open(generation.request, generation.framesTotal, provenance, this.parts);
    const begun = performance.now();
    const lease = new Lease(ledger, claim, this.parts.times, () => this.parts.inference.cancel());
    try {
      const summary = await this.render(generation, files, lease);
      if (!summary || lease.over) {
        log('stopped', { generationId: generation.id, reason: lease.over ?? 'cancelled' });
        return { type: 'cancelled' };
      }
      const artefacts = await files.storeAll(scene);
      await this.parts.assertLicensed(generation); // it may have been painted for long
      const published = await ledger.publish(claim, artefacts);
      if (published) await this.parts.measured(generation, (performance.now() - begun) / 1000);
      log(published ? 'published' : 'not published: the lease was lost', {
        generationId: generation.id,
        encodeMs: files.encodeMs,
        signMs: files.signMs,
        ...summary,
      });
      return { type: 'done' };
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
    const { model, upscaler } = await this.parts.registry.verifiedModels(checkpoint);
    const { width, height, fps } = request;
    return this.parts.inference.render(
      {
        scene,
        checkpoint,
        modelPath: model,
        // Routing takes only checkpoints that have one where it is asked for.
        ...(request.upscale && upscaler ? { upscalerPath: upscaler } : {}),
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

  private async record(claim: Claim, outcome: Outcome): Promise<unknown> {
    const { ledger } = this.parts;
    switch (outcome.type) {
      case 'done':
      case 'cancelled':
        return; // published by carryOut; cancelled by the client
      case 'retry':
        return ledger.release(claim, outcome.error, outcome.afterMs);
      case 'snooze':
        return ledger.snooze(claim, outcome.reason, outcome.delayMs);
      case 'park':
        return ledger.park(claim, outcome.error);
      case 'fail':
        return ledger.fail(claim, outcome.error);
    }
  }
}
