import { createHash } from 'node:crypto';
import { isDigest, type Digest } from '@maquette/kernel';
import { isObject } from './bundle';
import { signatureFault } from './refusal';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://model_signing/signature/v1.0';

/** A file that a statement vouches for; the name is its path below the model's folder, parted by slashes. */
export interface Resource {
  name: string;
  digest: Digest;
}

/** What is signed: an in-toto Statement v1 with the predicate of OpenSSF Model Signing 1.0. */
export interface Statement {
  /** Name of the model. */
  model: string;
  /** SHA-256 over the raw digests of the resources, in their order. */
  root: Digest;
  resources: Resource[];
  /** Paths that the signer left out. */
  ignorePaths: string[];
}

/** A statement on these files, sorted by the code points of their names. */
export function makeStatement(
  model: string,
  files: readonly Resource[],
  ignorePaths: readonly string[],
): Statement {
  const resources = [...files].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  return { model, root: rootDigest(resources), resources, ignorePaths: [...ignorePaths] };
}

/** The bytes to sign. The order of members is ours; verifiers read JSON. */
export function statementBytes({ model, root, resources, ignorePaths }: Statement): Buffer {
  return Buffer.from(
    JSON.stringify({
      _type: STATEMENT_TYPE,
      subject: [{ name: model, digest: { sha256: hex(root) } }],
      predicateType: PREDICATE_TYPE,
      predicate: {
        serialization: {
          method: 'files',
          hash_type: 'sha256',
          allow_symlinks: false,
          ignore_paths: ignorePaths,
        },
        resources: resources.map(({ name, digest }) => ({ name, algorithm: 'sha256', digest: hex(digest) })),
      },
    }),
  );
}

/** Throws `signature-statement-invalid` or `signature-unsupported` (bad-input). */
export function parseStatement(payload: Buffer): Statement {
  const { _type, subject, predicateType, predicate } = objectIn(payload);
  if (_type !== STATEMENT_TYPE) throw invalid(`its _type is ${JSON.stringify(_type)}, not ${STATEMENT_TYPE}`);
  if (predicateType !== PREDICATE_TYPE)
    throw invalid(`its predicateType is ${JSON.stringify(predicateType)}, not ${PREDICATE_TYPE}`);
  if (!isObject(predicate)) throw invalid('it has no predicate');
  const { model, root } = subjectIn(subject);
  const { ignorePaths } = serializationIn(predicate.serialization);
  const resources = resourcesIn(predicate.resources);
  if (rootDigest(resources) !== root) throw invalid('the digest of its subject is not that of its resources');
  return { model, root, resources, ignorePaths };
}

function subjectIn(subject: unknown): Pick<Statement, 'model' | 'root'> {
  const [only, ...more] = Array.isArray(subject) ? (subject as unknown[]) : [];
  if (!isObject(only) || more.length > 0) throw invalid('it does not have one subject');
  const root = isObject(only.digest) ? digestIn(only.digest.sha256) : null;
  if (typeof only.name !== 'string' || !root) throw invalid('its subject lacks a name or a SHA-256 digest');
  return { model: only.name, root };
}

function serializationIn(value: unknown): Pick<Statement, 'ignorePaths'> {
  if (!isObject(value)) throw invalid('it does not say how the model was serialised');
  const { method, hash_type: hashType, ignore_paths: ignored = [] } = value;
  if (method !== 'files' || hashType !== 'sha256')
    throw signatureFault(
      'signature-unsupported',
      `The model was signed by ${JSON.stringify(method)} with ${JSON.stringify(hashType)}; files with sha256 are understood.`,
    );
  if (!Array.isArray(ignored) || !ignored.every((path) => typeof path === 'string'))
    throw invalid('its ignore_paths are no list of paths');
  return { ignorePaths: ignored };
}

function resourcesIn(value: unknown): Resource[] {
  if (!Array.isArray(value) || value.length === 0) throw invalid('it vouches for no file');
  const names = new Set<string>();
  return value.map((entry: unknown) => {
    if (!isObject(entry) || typeof entry.name !== 'string') throw invalid('one of its resources has no name');
    const { name, algorithm } = entry;
    const digest = digestIn(entry.digest);
    if (algorithm !== 'sha256' || !digest) throw invalid(`${JSON.stringify(name)} has no SHA-256 digest`);
    if (!isRelativePath(name)) throw invalid(`${JSON.stringify(name)} is no path below the model's folder`);
    if (names.has(name)) throw invalid(`it names ${JSON.stringify(name)} twice`);
    names.add(name);
    return { name, digest };
  });
}

/** `.` is the name of a model that is one file. */
function isRelativePath(name: string): boolean {
  if (name === '.') return true;
  return !/[\\\0]/.test(name) && name.split('/').every((part) => !['', '.', '..'].includes(part));
}

function rootDigest(resources: readonly Resource[]): Digest {
  const hash = createHash('sha256');
  for (const { digest } of resources) hash.update(Buffer.from(hex(digest), 'hex'));
  return `sha256:${hash.digest('hex')}`;
}

function digestIn(value: unknown): Digest | null {
  const digest = `sha256:${String(value)}`;
  return typeof value === 'string' && isDigest(digest) ? digest : null;
}

function hex(digest: Digest): string {
  return digest.slice('sha256:'.length);
}

function objectIn(payload: Buffer): Record<string, unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (error) {
    throw invalid(`it is no JSON: ${(error as Error).message}`);
  }
  throw invalid('it is no JSON object');
}

function invalid(fault: string) {
  return signatureFault('signature-statement-invalid', `The signed statement cannot be used: ${fault}.`);
}
