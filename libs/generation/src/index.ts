export {
  GENERATION_STATES,
  type Artefact,
  type ArtefactKind,
  type Claim,
  type Generation,
  type GenerationError,
  type GenerationRequest,
  type GenerationState,
  type NewArtefact,
  type NewGeneration,
  type RouteDecision,
} from './generation';
export type { GenerationLedger, GenerationPage, HeartbeatAnswer } from './ports/generation-ledger';
export type { Consumer, JobQueue, WakeUp, WakeUpOutcome } from './ports/job-queue';
