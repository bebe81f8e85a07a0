import type { Problem, ProblemCode } from '@maquette/provenance';

/** What is wrong with a source beyond what can be wrong with a record in place. Codes are stable. */
export type ImportProblemCode =
  | 'archive-unknown'
  | 'archive-unreadable'
  | 'archive-ambiguous'
  | 'archive-encrypted'
  | 'archive-compression'
  | 'archive-too-large'
  | 'path-absolute'
  | 'path-escapes'
  | 'path-invalid'
  | 'path-too-long'
  | 'path-too-deep'
  | 'path-duplicate'
  | 'path-conflict'
  | 'too-many-entries'
  | 'file-too-large'
  | 'total-too-large'
  | 'ratio-exceeded'
  | 'header-too-long'
  | 'file-changed'
  | 'content-forbidden'
  | 'layout-unknown'
  | 'layout-many'
  | 'layout-stray'
  | 'dataset-unused'
  | 'dataset-taken'
  | 'checkpoint-version-taken'
  | 'dataset-version-taken';

export type ImportProblem = Omit<Problem, 'code'> & { code: ProblemCode | ImportProblemCode };

/** Ends the reading of a source: what follows cannot be trusted, or would be too much. */
export class Halt extends Error {
  constructor(readonly problem: ImportProblem) {
    super(problem.message);
  }
}

const AGAIN = 'Pack the checkpoint again with zip or tar, and import that.';

/** A name as it can be shown: control characters escaped, and not without end. */
export function shown(name: string): string {
  const escaped = JSON.stringify(name.slice(0, 120)).slice(1, -1).replaceAll('\\\\', '\\');
  return name.length > 120 ? `${escaped}…` : escaped;
}

export const unreadable = (why: string, file = '.'): ImportProblem => ({
  code: 'archive-unreadable',
  file,
  message: `The archive cannot be read: ${why}.`,
  remedy: `It is cut off or damaged. ${AGAIN}`,
});

export const ambiguous = (why: string, file = '.'): ImportProblem => ({
  code: 'archive-ambiguous',
  file,
  message: `Other programs would read other files from this archive: ${why}.`,
  remedy: AGAIN,
});

export const noFile = (file: string, what: string): ImportProblem => ({
  code: 'not-a-file',
  file,
  message: `${shown(file)} is ${what}; only ordinary files and folders are taken.`,
  remedy: 'Leave it out.',
});

export const symbolicLink = (file: string): ImportProblem => ({
  code: 'symlink',
  file,
  message: `${shown(file)} is a symbolic link; it could point anywhere.`,
  remedy: 'Replace the link by a copy of the file.',
});

export const hardLink = (file: string): ImportProblem => ({
  code: 'hardlink',
  file,
  message: `${shown(file)} is a hard link; its bytes can be changed through another name.`,
  remedy: 'Replace the link by a copy of the file.',
});

export const tooLarge = (file: string, limit: number): ImportProblem => ({
  code: 'file-too-large',
  file,
  message: `${shown(file)} has more than ${limit} bytes, the most that a file may have.`,
  remedy: 'Export a smaller model; ONNX itself ends at 2 GiB.',
});
