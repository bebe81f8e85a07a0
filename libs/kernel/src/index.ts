export { MaquetteError, asMaquetteError, type ErrorKind, type ErrorOptions } from './errors';
export { newId } from './ids';
export { digestOf, digestOfFile, isDigest, type Digest } from './digest';
export { canonicalJson } from './canonical-json';
export { coalesced } from './coalesced';
export { endWhenSilent } from './silent-socket';
export { systemClock, type Clock } from './clock';
export { DOMAINS, noticeOf, type Domain } from './domain';
export type { ByteRange, ObjectStore, StoredObject } from './object-store';
export {
  NOT_STATED,
  type PaperAnswer,
  type PaperBlock,
  type PaperDocument,
  type PaperSection,
} from './paper-document';
