// Checks an auditor's pack with nothing but Node (20 or newer): node verify.mjs [--log-key KEY]
// Every file against SHA256SUMS, the records against the log, the signatures of checkpoints, and every receipt of the log.
// Exit code 0 when all holds, 1 when something does not.
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(realpathSync(fileURLToPath(import.meta.url)));
const DASH = '\u2014';
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');
const CURVE_HASHES = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' };
let bad = 0;

const read = (path) => readFileSync(join(ROOT, path));
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = (bytes) => sha256(bytes).toString('hex');

function check(name, work) {
  try {
    console.log(`ok   ${name}${work() ?? ''}`);
  } catch (error) {
    bad++;
    console.log(`BAD  ${name}: ${error.message}`);
  }
}

function must(condition, message) {
  if (!condition) throw new Error(message);
}

function walk(folder = '') {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    return entry.isDirectory() ? walk(path) : [path];
  });
}

function sumsOf(path) {
  const lines = read(path).toString('utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** RFC 9162, 2.1.3.2. */
function inclusionHolds(index, size, leaf, proof, root) {
  const node = (left, right) => sha256(Uint8Array.of(1), left, right);
  let [at, last, hash] = [BigInt(index), BigInt(size) - 1n, leaf];
  for (const sibling of proof) {
    if (last === 0n) return false;
    if (at % 2n === 1n || at === last) {
      hash = node(sibling, hash);
      while (at % 2n === 0n && at !== 0n) [at, last] = [at / 2n, last / 2n];
    } else hash = node(hash, sibling);
    [at, last] = [at / 2n, last / 2n];
  }
  return last === 0n && hash.equals(root);
}

/** A vkey of C2SP signed-note: name+id+base64(0x01 || Ed25519 key). */
function logKey(vkey) {
  const [name, id, ...rest] = vkey.trim().split('+');
  const key = Buffer.from(rest.join('+'), 'base64');
  must(key.length === 33 && key[0] === 1, 'the public key of the log cannot be read');
  must(
    sha256(`${name}\n`, key).subarray(0, 4).toString('hex') === id,
    'the public key of the log is damaged',
  );
  const der = Buffer.concat([SPKI_ED25519, key.subarray(1)]);
  return { name, id, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** A log checkpoint (C2SP tlog-checkpoint): origin, size, root and a signature below an empty line. */
function openCheckpoint(note, { name, id, key }) {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const line = note
    .slice(end + 2)
    .split('\n')
    .find((candidate) => candidate.startsWith(`${DASH} ${name} `));
  must(line, `the log checkpoint is not signed by ${name}`);
  const signature = Buffer.from(line.slice(`${DASH} ${name} `.length), 'base64');
  must(signature.subarray(0, 4).toString('hex') === id, 'the log checkpoint is signed with another key');
  must(
    verify(null, Buffer.from(text), key, signature.subarray(4)),
    'the signature of the log checkpoint is wrong',
  );
  const [origin, size, root] = text.split('\n');
  must(origin === name, 'the log checkpoint is of another log');
  return { size: Number(size), root: Buffer.from(root, 'base64') };
}

/** A receipt (C2SP tlog-proof) that carries its entry. */
function openReceipt(path, key) {
  const text = read(path).toString('utf8');
  const end = text.indexOf('\n\n');
  const [first, extra, index, ...hashes] = text.slice(0, end).split('\n');
  must(
    first === 'c2sp.org/tlog-proof@v1' && extra?.startsWith('extra ') && /^index \d+$/.test(index),
    'no receipt',
  );
  const entry = Buffer.from(extra.slice(6), 'base64');
  const { size, root } = openCheckpoint(text.slice(end + 2), key);
  const proof = hashes.map((hash) => Buffer.from(hash, 'base64'));
  const leaf = sha256(Uint8Array.of(0), entry);
  must(
    inclusionHolds(Number(index.slice(6)), size, leaf, proof, root),
    'it does not lead to the root of the log',
  );
  return entry.toString('utf8');
}

/** Key or leaf certificate of an OpenSSF Model Signing bundle, if the pack's trust leads to it. */
function signingKeys(material, trusted) {
  if (material.publicKey) return trusted.filter(({ key }) => key).map(({ key }) => key);
  const chain = material.x509CertificateChain.certificates.map(
    ({ rawBytes }) => new X509Certificate(Buffer.from(rawBytes, 'base64')),
  );
  const authorities = trusted.filter(({ certificate }) => certificate).map(({ certificate }) => certificate);
  const issued = (child, parent) => child.checkIssued(parent) && child.verify(parent.publicKey);
  const linked = chain.slice(1).every((parent, index) => issued(chain[index], parent));
  const top = chain.at(-1);
  const anchored = authorities.some((authority) => authority.raw.equals(top.raw) || issued(top, authority));
  return linked && anchored ? [chain[0].publicKey] : [];
}

function checkSignature(path, trusted) {
  const folder = dirname(path);
  const { verificationMaterial, dsseEnvelope } = JSON.parse(read(path).toString('utf8'));
  const payload = Buffer.from(dsseEnvelope.payload, 'base64');
  const type = dsseEnvelope.payloadType;
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `),
    payload,
  ]);
  const signature = Buffer.from(dsseEnvelope.signatures[0].sig, 'base64');
  const holds = (key) => verify(CURVE_HASHES[key.asymmetricKeyDetails?.namedCurve], signed, key, signature);
  must(signingKeys(verificationMaterial, trusted).some(holds), 'no key in trust/ made it');
  const { resources } = JSON.parse(payload.toString('utf8')).predicate;
  const present = walk(folder).filter((file) => file !== path);
  must(
    present.length === resources.length,
    `it covers ${resources.length} files, there are ${present.length}`,
  );
  for (const { name, digest } of resources)
    must(hex(read(`${folder}/${name}`)) === digest, `${name} is not the file that was signed`);
  return ` covers ${resources.length} files`;
}

function trustedIn(files) {
  return files
    .filter((path) => path.startsWith('trust/'))
    .map((path) => {
      const text = read(path).toString('utf8');
      if (text.includes('BEGIN CERTIFICATE')) return { certificate: new X509Certificate(text) };
      return { key: createPublicKey(text) };
    });
}

const given = process.argv.indexOf('--log-key');
const vkey = given > 0 ? process.argv[given + 1] : read('log/log.vkey').toString('utf8');
const files = walk();
const entries = [];

check('files', () => {
  const sums = sumsOf('SHA256SUMS');
  for (const path of files) must(path === 'SHA256SUMS' || sums.has(path), `${path} is not in SHA256SUMS`);
  for (const [path, sum] of sums) must(hex(read(path)) === sum, `${path} was changed`);
  return ` ${sums.size} as in SHA256SUMS`;
});
const receipts = files.filter((path) => path.endsWith('.tlog-proof'));
check('log', () => {
  const key = logKey(vkey);
  for (const path of receipts) {
    try {
      entries.push(openReceipt(path, key));
    } catch (error) {
      throw new Error(`${path}: ${error.message}`);
    }
  }
  return ` ${receipts.length} entries of ${key.name}, each with its proof`;
});
const { records } = JSON.parse(read('pack.json').toString('utf8'));
for (const { reference, path, digest } of records) {
  check(`record ${reference}`, () => {
    must(`sha256:${hex(read(path))}` === digest, `${path} has another digest than pack.json says`);
    must(
      entries.some((entry) => entry.includes(digest)),
      'no entry of the log names its digest',
    );
    return ` ${digest}, which the log names`;
  });
}
const signatures = files.filter((path) => path.endsWith('/signature.json'));
for (const path of signatures)
  check(`signature ${dirname(path)}`, () => checkSignature(path, trustedIn(files)));
if (given < 0)
  console.log(
    `     The key of the log was taken from the pack. Compare it with what the log's owner says:\n     ${vkey.trim()}`,
  );
console.log(bad === 0 ? 'Everything holds.' : `${bad} of the above do not hold.`);
process.exit(bad === 0 ? 0 : 1);
