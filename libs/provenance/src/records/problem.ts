/** What is wrong with a record or one of its files. Codes are stable; texts tell a person what to do. */
export type ProblemCode =
  | 'folder-name'
  | 'record-missing'
  | 'json-invalid'
  | 'schema-invalid'
  | 'identity-mismatch'
  | 'file-missing'
  | 'file-unlisted'
  | 'file-duplicate'
  | 'size-mismatch'
  | 'digest-mismatch'
  | 'symlink'
  | 'hardlink'
  | 'not-a-file'
  | 'sums-invalid'
  | 'licence-invalid'
  | 'evidence-missing'
  | 'reference-invalid'
  | 'terms-contradict-licence'
  | 'consent-missing'
  | 'model-unreadable'
  | 'external-data'
  | 'operator-unknown'
  | 'contract-mismatch'
  | 'dataset-missing'
  | 'dataset-invalid'
  | 'parent-missing'
  | 'signature-invalid'
  | 'reference-taken';

export interface Problem {
  code: ProblemCode;
  /** Path relative to the record's folder. */
  file: string;
  message: string;
  expected?: string;
  found?: string;
  /** What the reader should do, one sentence. */
  remedy: string;
}
