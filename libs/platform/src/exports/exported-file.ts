import type { Readable } from 'node:stream';

/** Something to hand out: its bytes come while they are read, so that a checkpoint need not fit into memory. */
export interface ExportedFile {
  /** Without a folder; letters, digits, point, dash and underscore. */
  fileName: string;
  mediaType: string;
  content: Readable;
}

/** As JSON that people can read: two spaces, a line feed at the end. */
export function jsonBytes(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** `architecture/daylight@1.0.0` as the beginning of a file name. */
export function fileStem(reference: string): string {
  return reference.replaceAll(/[^A-Za-z0-9.-]+/g, '-');
}
