import { resolve } from 'node:path';
import { exportPack } from '@maquette/platform';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { writeStream } from '../generate/copy-artefact';
import { assertWritableFile } from '../generate/destination';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';

interface PackOptions {
  dataset?: string;
  checkpoint?: string;
  out: string;
}

export async function pack(output: Output, { dataset, checkpoint, out }: PackOptions): Promise<void> {
  const path = resolve(out);
  await assertWritableFile(path, 'out');
  await withPlatform(loadConfig(), async (platform) => {
    const made = await exportPack(platform, await actorOf(platform), { dataset, checkpoint });
    const { subject, sums, files } = made;
    output.say(`The pack of ${subject.kind} ${subject.reference}: ${files} files.`);
    const digest = await writeStream(path, made.content);
    const value = { file: path, digest, sums, files, subject: subject.reference };
    output.result(value, `${path}  ${digest}\nUnzip it and run node verify.mjs there.`);
  });
}
