export type { RouteCandidate, RouteDecision, RouteOutcome } from './decision';
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
export { choosePool, type Pool } from './pool';
