export {
  ROUTING_ALGORITHM,
  type RouteAttempt,
  type RouteCandidate,
  type RouteDecision,
  type RouteOutcome,
} from './decision';
export { canaryPlace, isInCanary } from './candidates/canary';
export { CONDITIONINGS, type CapabilityNeeds, type Conditioning } from './candidates/capability';
export type { CheckpointAlias, RoutingStanding } from './candidates/checkpoint-alias';
export { loadDomainHead, type DomainClass, type DomainHead } from './domain/domain-head';
export {
  decideDomain,
  decideDomains,
  type DomainDecision,
  type Embed,
  type Embedders,
} from './domain/decide-domain';
export { ATTACHMENTS, type Attachment } from './domain/attachment';
export { route, type RouteDeps, type RouteRequest } from './route';
export { ANONYMOUS, NO_PRECEDENCE, PRIORITIES, type Precedence, type Priority } from './schedule/precedence';
export { QUANTUM, WARM_DEBT, WARM_PATIENCE, nextTurn, type Turn, type TurnTaken } from './schedule/next-turn';
export { AGEING, type Waiting } from './schedule/waiting';
export { averaged, loadSeconds, rateOf, memoryOf, type Measure } from './placement/measures';
export { expectationOf, remeasured } from './placement/expectation';
export { place, type NotPlaced, type Placed } from './placement/place';
export { DEFAULT_LIMITS, idlePool, type Pool, type PoolDevice, type PoolLimits } from './placement/pool';
export type { Demand } from './placement/demand';
