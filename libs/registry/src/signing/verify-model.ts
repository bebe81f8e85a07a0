import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import { parseBundle } from './bundle';
import { compareFiles } from './compare-files';
import { ALWAYS_IGNORED, modelFiles, pathsBelow, present } from './model-files';
import { verifyBundle, type Signer, type Trust } from './verify-bundle';

/** Larger than the bundle of a model of 100,000 files. */
const MAX_BUNDLE_BYTES = 64 * 1024 * 1024;

export interface ModelToVerify {
  /** Folder of the model, or its one file. */
  folder: string;
  /** The Sigstore bundle; where it lies in the folder it counts as no part of the model. */
  bundle: string;
  trust: Trust;
  /** Left out besides what the signer left out; see pathsBelow. */
  ignorePaths?: readonly string[];
  /** Files that were not signed are let pass. */
  ignoreUnsigned?: boolean;
  /** When certificates have to be valid; now, when left out. */
  at?: Date;
}

export interface VerifiedModel {
  /** The model's name in the signed statement. */
  model: string;
  signer: Signer;
  /** Names of the files that were signed, and are as they were signed. */
  files: string[];
  /** What lies there and was not looked at, as the signature does not speak of it. */
  ignored: string[];
}

/**
 * Is this a model that somebody trusted has signed, as it was signed? Rejects with `bundle-missing`, `model-missing`
 * (not-found), those of verifyBundle, and `signature-files-differ` (bad-input).
 */
export async function verifyModel(model: ModelToVerify): Promise<VerifiedModel> {
  const { folder, trust, ignorePaths = [], ignoreUnsigned, at = new Date() } = model;
  const bundle = parseBundle(await readBundle(model.bundle));
  const { statement, signer } = await verifyBundle(bundle, trust, at);

  const asked = await pathsBelow(folder, [...ignorePaths, resolve(model.bundle)]);
  const ignored = [...asked, ...statement.ignorePaths, ...ALWAYS_IGNORED];
  const signed = new Set(statement.resources.map(({ name }) => name));
  const files = await modelFiles(folder, ignored, ignoreUnsigned ? signed : undefined);
  // A model of one file goes by the name "." in bundles of the first releases of the reference implementation.
  const [only] = statement.resources;
  const alone = files.length === 1 && statement.resources.length === 1 && only.name === '.';
  compareFiles(statement.resources, alone ? [{ ...files[0], name: '.' }] : files);
  return { model: statement.model, signer, files: [...signed], ignored: await present(folder, ignored) };
}

async function readBundle(path: string): Promise<string> {
  const stats = await stat(path).catch(() => null);
  if (!stats?.isFile()) {
    throw new MaquetteError('not-found', 'bundle-missing', `There is no bundle ${path}.`, {
      hint: 'Name the file that came with the model, such as model.sig.',
    });
  }
  if (stats.size > MAX_BUNDLE_BYTES) {
    throw new MaquetteError(
      'bad-input',
      'bundle-too-large',
      `${path} has ${stats.size} bytes; that is no bundle.`,
      {
        hint: 'Name the file that came with the model, such as model.sig.',
      },
    );
  }
  return readFile(path, 'utf8');
}
