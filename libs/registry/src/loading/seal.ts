import type { Digest } from '@maquette/kernel';
import { checkSealedFolder, type Problem, type SealedFile } from '@maquette/provenance';
import { checkSums, SUMS } from './sums';

export interface Seal {
  folder: string;
  /** `checkpoint.json` or `auxiliary.json` */
  recordFile: string;
  recordDigest: Digest;
  /** Every other file. */
  files: SealedFile[];
}

/** Are these exactly the published bytes? The folder against the record, and SHA256SUMS against both. */
export async function sealProblems(seal: Seal, fresh: boolean): Promise<Problem[]> {
  const { folder, recordFile, recordDigest, files } = seal;
  const sealed: SealedFile[] = [...files, { path: recordFile, digest: recordDigest }];
  const sums = new Map(sealed.map(({ path, digest }) => [path, digest]));
  return [
    ...repeatedFiles(recordFile, files),
    ...(await checkSealedFolder(folder, sealed, { besides: [SUMS], fresh })),
    ...(await checkSums(folder, sums)),
  ];
}

function repeatedFiles(recordFile: string, files: SealedFile[]): Problem[] {
  const paths = [recordFile, SUMS, ...files.map(({ path }) => path)];
  const repeated = paths.filter((path, index) => paths.indexOf(path) !== index);
  return repeated.map((path) => ({
    code: 'file-duplicate',
    file: recordFile,
    message: `${recordFile} lists ${path} twice, or lists itself or ${SUMS}.`,
    remedy: 'List every file once, and publish a new version.',
  }));
}
