import { webcrypto } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  issueIntermediate,
  issueRoot,
  issueSigner,
  newKeys,
} from '../../../libs/credentials/src/authority/certificates';

const DAY_MS = 86_400_000;

export interface OrganisationChain {
  /** Files, for MAQUETTE_CREDENTIALS_CERTIFICATES and MAQUETTE_CREDENTIALS_KEY. */
  certificates: string;
  key: string;
}

/** A chain as an organisation hands it over, written into the folder. It began yesterday. */
export async function organisationChain(folder: string, { days = 365 } = {}): Promise<OrganisationChain> {
  const [notBefore, notAfter] = [-1, days].map((day) => new Date(Date.now() + day * DAY_MS));
  const validity =
    days > -1 ? { notBefore, notAfter } : { notBefore: new Date(Date.now() - 30 * DAY_MS), notAfter };
  const root = await issueRoot('Studio root', validity);
  const issuer = await issueIntermediate(root, 'Studio issuer', validity);
  const keys = await newKeys();
  const signer = await issueSigner(issuer, keys.publicKey, 'Studio signer', validity);
  const files = { certificates: join(folder, 'chain.pem'), key: join(folder, 'signer.key') };
  const chain = [signer, issuer.certificate, root.certificate].map((one) => one.toString('pem'));
  await writeFile(files.certificates, chain.join('\n'));
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey as never));
  const lines = der.toString('base64').match(/.{1,64}/g)!;
  const pem = `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
  await writeFile(files.key, pem, { mode: 0o600 });
  return files;
}
