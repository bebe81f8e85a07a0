/** What an import may hold at most. All of it is measured while bytes arrive; no header is believed. */
export interface ImportLimits {
  /** Files and folders. */
  entries: number;
  /** Parts of a path. */
  depth: number;
  /** Bytes of a path in UTF-8. */
  pathBytes: number;
  /** Bytes of one file. */
  fileBytes: number;
  /** Bytes of all files together. */
  totalBytes: number;
  /** Bytes of an archive itself. */
  archiveBytes: number;
  /** An archive may unpack to `ratio` times its own size, and to `ratioAllowance` bytes in any case. */
  ratio: number;
  ratioAllowance: number;
  /** Bytes of one extended header of a tar entry, which has to be held in memory. */
  headerBytes: number;
}

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

export const IMPORT_LIMITS: ImportLimits = {
  // A version has about ten files, and each of its datasets a few licence texts.
  entries: 10_000,
  // A wrapping folder, domain, name and version, and what a record may nest below.
  depth: 16,
  // A record's path has at most 200.
  pathBytes: 512,
  // A protobuf message, and so an ONNX file, ends at 2 GiB; weights outside the model file are refused.
  fileBytes: 2 * GIB - 1,
  // Room for a second model file beside the largest one, as in encoder and decoder.
  totalBytes: 4 * GIB,
  archiveBytes: 4 * GIB + 16 * MIB,
  // Weights shrink to no less than a tenth, text to a twentieth; deflate can reach a thousandth.
  ratio: 100,
  ratioAllowance: 16 * MIB,
  headerBytes: 64 * 1024,
};
