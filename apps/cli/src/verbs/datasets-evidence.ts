import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { table, type Output } from '../output';
import { withPlatform } from '../with-platform';

export async function evidenceList(output: Output, _options: object, reference: string): Promise<void> {
  await withPlatform(loadConfig(), async ({ datasets, evidence }) => {
    const { id } = await datasets.show(reference);
    const entries = await evidence.list(id);
    const rows = entries.map(({ digest, bytes, mediaType, storedBy, description }) => [
      digest,
      `${bytes} bytes`,
      mediaType,
      storedBy,
      description,
    ]);
    output.result({ evidence: entries }, rows.length > 0 ? table(rows) : `${id} has no evidence.`);
  });
}

export async function evidenceStore(
  output: Output,
  { mediaType, description }: { mediaType: string; description: string },
  datasetId: string,
  path: string,
): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const about = { path, datasetId, mediaType, description };
    const entry = await platform.desk.storeEvidence(await actorOf(platform), about);
    output.result(entry, `${entry.digest}, ${entry.bytes} bytes`);
  });
}

export async function evidenceRead(
  output: Output,
  { out }: { out: string },
  datasetId: string,
  digest: string,
): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const { entry, content } = await platform.desk.readEvidence(await actorOf(platform), datasetId, digest);
    await pipeline(content, createWriteStream(out, { flags: 'wx', mode: 0o600 }));
    output.result({ ...entry, file: out }, `${out}: ${entry.description}`);
  });
}
