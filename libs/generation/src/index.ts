export { assertCredential } from './credential';
export { MAX_ATTEMPTS, outcomeOf, type Outcome } from './outcome';
export { domainOf, noticeFor } from './notice';
export { POOL_STATES, type PoolState } from './pool-state';
export {
  GENERATION_STATES,
  type Artefact,
  type ArtefactKind,
  type Claim,
  type Estimate,
  type Generation,
  type GenerationError,
  type GivenDocument,
  type GenerationRequest,
  type GenerationState,
  type NewArtefact,
  type NewGeneration,
} from './generation';
export { PRIORITIES, type Precedence, type Priority, type RouteDecision } from '@maquette/routing';
export type { GenerationLedger, GenerationPage, HeartbeatAnswer } from './ports/generation-ledger';
export type { DueWakeUp, WakeUpOutbox } from './ports/wake-up-outbox';
export type { Consumer, JobQueue, WakeUp, WakeUpOutcome } from './ports/job-queue';
export {
  HEARTBEAT_FROM,
  TRANSITIONS,
  isFinal,
  isSettled,
  type LeaseCondition,
  type Transition,
  type TransitionName,
  type TransitionSource,
} from './state-machine';
