export { assertCredential } from './credential';
export {
  GENERATION_STATES,
  type Artefact,
  type ArtefactKind,
  type Claim,
  type Generation,
  type GenerationError,
  type GivenDocument,
  type GenerationRequest,
  type GenerationState,
  type NewArtefact,
  type NewGeneration,
} from './generation';
export type { RouteDecision } from '@maquette/routing';
export type { GenerationLedger, GenerationPage, HeartbeatAnswer } from './ports/generation-ledger';
export type { Consumer, JobQueue, WakeUp, WakeUpOutcome } from './ports/job-queue';
export {
  HEARTBEAT_FROM,
  TRANSITIONS,
  isFinal,
  type LeaseCondition,
  type Transition,
  type TransitionName,
  type TransitionSource,
} from './state-machine';
