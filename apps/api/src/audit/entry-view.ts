import type { RecordedEntry } from '@maquette/persistence';

/** An audit entry as the api shows it: its facts, and the bytes that the log's hash is over. */
export function entryView({ sequence, kind, subject, leaf, leafHash }: RecordedEntry) {
  const { at, data } = JSON.parse(leaf) as { at: string; data: Record<string, unknown> };
  return {
    index: sequence,
    kind,
    subject,
    at,
    data,
    leaf,
    leafHash: Buffer.from(leafHash).toString('base64'),
  };
}
