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
  /** What may lie beside them: the signature, which covers them all. */
  besides?: readonly string[];
}

/** Are these exactly the published bytes? The folder against the record, and SHA256SUMS against both. */
export async function sealProblems(seal: Seal, fresh: boolean): Promise<Problem[]> {
  const { folder, recordFile, recordDigest, files, besides = [] } = seal;
  const sealed: SealedFile[] = [...files, { path: recordFile, digest: recordDigest }];
  const sums = new Map(sealed.map(({ path, digest }) => [path, digest]));
  return [
    ...repeatedFiles(recordFile, files, besides),
    ...(await checkSealedFolder(folder, sealed, { besides: [SUMS, ...besides], fresh })),
    ...(await checkSums(folder, sums)),
  ];
}

function repeatedFiles(recordFile: string, files: SealedFile[], besides: readonly string[]): Problem[] {
  const paths = [recordFile, SUMS, ...besides, ...files.map(({ path }) => path)];
  const repeated = paths.filter((path, index) => paths.indexOf(path) !== index);
  return repeated.map((path) => ({
    code: 'file-duplicate',
    file: recordFile,
    message: `${recordFile} lists ${path} twice, or lists one of the files that seal the version.`,
    remedy: 'List every file once, and publish a new version.',
  }));
}
