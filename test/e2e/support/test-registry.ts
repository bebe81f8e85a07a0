import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import { buildRegistry, exampleAuxiliary, writeSums } from '../../fixtures/registry/build-registry';

const AUXILIARY = join(__dirname, '../../../model-registry/auxiliary');
const FILES = ['embedder.onnx', 'tokenizer.json', 'tokenizer_config.json'];
const LICENCE_TEXT = 'The terms of this licence.\n';

/**
 * A registry for tests of accepting and routing: the small example checkpoint (it cannot paint), and the real sentence
 * embedders, whose records are made here.
 */
export async function buildTestRegistry(root: string): Promise<void> {
  await buildRegistry(root);
  await copyEmbedder(root, 'e5-domains');
  await copyEmbedder(root, 'minilm-l6');
  await copyEmbedder(root, 'use-multilingual');
}

async function copyEmbedder(root: string, name: string): Promise<void> {
  const folder = join(root, 'auxiliary', name, '1.0.0');
  await mkdir(folder, { recursive: true });
  const files = await Promise.all(
    FILES.map(async (path) => {
      await cp(join(AUXILIARY, name, '1.0.0', path), join(folder, path));
      const content = await readFile(join(folder, path));
      return {
        path,
        bytes: content.length,
        digest: digestOf(content),
        mediaType: 'application/octet-stream',
      };
    }),
  );
  const record = exampleAuxiliary({ name, files });
  const text = JSON.stringify(record);
  await writeFile(join(folder, 'auxiliary.json'), text);
  await writeFile(join(folder, 'LICENCE.txt'), LICENCE_TEXT);
  const evidence = record.evidence.map(({ file, digest }) => ({ path: file, digest }));
  await writeSums(folder, [...files, ...evidence, { path: 'auxiliary.json', digest: digestOf(text) }]);
}
