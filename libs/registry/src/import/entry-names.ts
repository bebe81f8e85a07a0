import type { ImportProblem, ImportProblemCode } from './import-problem';
import { shown } from './import-problem';
import type { ImportLimits } from './limits';

/** Control and format characters (bidirectional marks, zero-width ones), halves of pairs, and what was no UTF-8. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\uFFFD]/u;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** What is wrong with a relative path by itself; null when nothing is. */
export function nameProblem(name: string, limits: ImportLimits): ImportProblem | null {
  const refuse = (code: ImportProblemCode, why: string): ImportProblem => ({
    code,
    file: name,
    message: `The name "${shown(name)}" ${why}.`,
    remedy: 'Name files by plain relative paths with forward slashes.',
  });
  if (Buffer.byteLength(name) > limits.pathBytes)
    return refuse('path-too-long', `has more than ${limits.pathBytes} bytes`);
  if (UNSEEN.test(name)) return refuse('path-invalid', 'holds a character that cannot be seen');
  if (/^[/\\]/.test(name) || /^[a-z]:/i.test(name)) return refuse('path-absolute', 'is an absolute path');
  const parts = name.split(/[/\\]/);
  if (parts.includes('..')) return refuse('path-escapes', 'leads out of its folder');
  if (name.includes('\\')) return refuse('path-invalid', 'holds a backslash');
  if (parts.some((part) => part === '' || part === '.'))
    return refuse('path-invalid', 'has an empty part, or one that is only a dot');
  if (parts.some((part) => /[:*?"<>|]/.test(part) || /[. ]$/.test(part) || RESERVED.test(part)))
    return refuse('path-invalid', 'cannot be written on every system');
  if (parts.length > limits.depth) return refuse('path-too-deep', `has more than ${limits.depth} parts`);
  return null;
}

/** The names of one source: no two may be the same file on any file system. */
export class NameRegister {
  /** By the form that file systems which ignore case and composition would see. */
  private readonly known = new Map<string, { spelling: string; kind: 'file' | 'folder' }>();

  /** Enters the path with the folders above it; answers what stands against it. */
  enter(path: string, kind: 'file' | 'folder'): ImportProblem | null {
    const parts = path.split('/');
    for (let length = 1; length < parts.length; length++) {
      const problem = this.enterOne(parts.slice(0, length).join('/'), 'folder', path);
      if (problem) return problem;
    }
    return this.enterOne(path, kind, path);
  }

  private enterOne(spelling: string, kind: 'file' | 'folder', path: string): ImportProblem | null {
    const key = spelling.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
    const before = this.known.get(key);
    if (!before) {
      this.known.set(key, { spelling, kind });
      return null;
    }
    if (before.kind !== kind) {
      const message = `${shown(spelling)} is a file and a folder at once.`;
      return { code: 'path-conflict', file: path, message, remedy: 'Rename one of them.' };
    }
    if (kind === 'folder' && before.spelling === spelling) return null;
    const message =
      before.spelling === spelling
        ? `${shown(spelling)} is there twice.`
        : `${shown(spelling)} and ${shown(before.spelling)} are the same name where case and accents do not count.`;
    return { code: 'path-duplicate', file: path, message, remedy: 'Rename one of them, or leave it out.' };
  }
}
