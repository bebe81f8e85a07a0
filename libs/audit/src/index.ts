export {
  AUDIT_KINDS,
  MAX_LEAF_BYTES,
  auditLeaf,
  leafHash,
  type AuditEvent,
  type AuditKind,
} from './audit-event';
export { HASH_BYTES } from './merkle/hashes';
export { verifyConsistency, verifyInclusion } from './merkle/verify';
export {
  TILE_WIDTH,
  allTiles,
  hashesOnLevel,
  partialTiles,
  tileWidth,
  type Tile,
  type TileId,
} from './tiles/tile';
export { parseTilePath, tilePath, type TileResource } from './tiles/tile-path';
export { formatEntryBundle, parseEntryBundle } from './tiles/entry-bundle';
export { appendToTiles } from './tiles/tiled-tree';
export { makeConsistencyProof, makeInclusionProof, rootOf, type ReadTiles } from './tiles/prove';
export {
  generateNoteKey,
  isKeyName,
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
  type VerifierKey,
} from './notes/note-key';
export { parseNote, signNote, verifyNote, type NoteSignature, type SignedNote } from './notes/signed-note';
export {
  openLogCheckpoint,
  parseLogCheckpoint,
  signLogCheckpoint,
  type LogCheckpoint,
} from './notes/log-checkpoint';
export { formatTlogProof, parseTlogProof, type TlogProof } from './receipts/tlog-proof';
export { verifyTlogProof, type ProvenEntry } from './receipts/verify-tlog-proof';
export type { LogProblem, LogReport } from './fsck/log-report';
export type { StoredLogCheckpoint } from './fsck/signed-roots';
export { verifyLog, type LogContents, type StoredEntry } from './fsck/verify-log';
export { logInconsistent, requireConsistency, type LogWitness } from './log-consistency';
