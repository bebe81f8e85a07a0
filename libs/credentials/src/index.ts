export {
  Credentials,
  MOST_READ_BYTES,
  MOST_SIGNED_BYTES,
  type CredentialsParts,
  type Reading,
  type SignedBytes,
} from './credentials';
export { Engine, type EngineOptions } from './engine/engine';
export type { Authority } from './authority/authority';
export { rootFromPem } from './authority/chain';
export { openOrganisationAuthority, type OrganisationFiles } from './authority/organisation-authority';
export { hasOwnAuthority, makeOwnAuthority, openOwnAuthority } from './authority/own-authority';
export type { Root, Signer } from './signing/signer';
export type { Generator } from './manifest/define-manifest';
export type { MediaType } from './manifest/media-type';
export type { DatasetCredit, GivenInput, Provenance } from './manifest/provenance';
export { PROVENANCE_LABEL } from './manifest/provenance';
export {
  CREDENTIAL_STATES,
  type CredentialReport,
  type CredentialState,
  type ReportedAction,
  type ReportedIngredient,
  type ReportedManifest,
  type ValidationStatus,
} from './reading/credential-report';
