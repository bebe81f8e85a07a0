import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requirePermission, type Actor } from '@maquette/access';
import {
  Credentials,
  Engine,
  hasOwnAuthority,
  makeOwnAuthority,
  openOrganisationAuthority,
  openOwnAuthority,
  type Authority,
  type Root,
} from '@maquette/credentials';
import { MaquetteError } from '@maquette/kernel';
import type { CredentialRootEntry, KnownRoots, PrismaCredentialRoots } from '@maquette/persistence';
import type { PlatformConfig } from '../config';

type Roots = Pick<PrismaCredentialRoots, 'known' | 'adopt'>;

/**
 * What this process can sign with, and whom it trusts. An installation signs under one root: a machine that has another
 * one, or would have to make one, may read credentials and sign nothing (`signing-failed` says what to do).
 * Errors, with a configured chain: `credential-file-unreadable` (unavailable), `credential-chain-invalid`,
 * `credential-key-invalid`, `credential-key-mismatch` (bad-input), `credential-expired` (conflict).
 */
export async function openCredentials(config: PlatformConfig, roots: Roots): Promise<Credentials> {
  const authority = config.credentials
    ? await openOrganisationAuthority(config.credentials)
    : await ownAuthority(config, roots);
  const known = await settle(authority, roots);
  const may = authority?.root.fingerprint === known.current?.fingerprint ? authority : null;
  return new Credentials({
    engine: new Engine(),
    generator: { name: 'Maquette', version: await versionOf(config.root) },
    authority: may ?? (config.credentials ? differs(known) : elsewhere(config, known)),
    roots: trusted(known),
  });
}

/**
 * Makes this machine's root the one that the installation signs under, whatever signed before; a root of its own is made
 * when it has none. What the former one signed stays trusted. Other processes sign under it once they are restarted.
 * Errors: `permission-missing` (refused), those of openCredentials.
 */
export async function adoptCredentialRoot(
  { config, credentialRoots }: { config: PlatformConfig; credentialRoots: Roots },
  actor: Actor,
): Promise<Root> {
  requirePermission(actor, 'credential-root.adopt');
  const folder = authorityFolder(config);
  const authority = config.credentials
    ? await openOrganisationAuthority(config.credentials)
    : await ((await hasOwnAuthority(folder)) ? openOwnAuthority(folder) : makeOwnAuthority(folder));
  await credentialRoots.adopt(async () => entryOf(authority), actor.name);
  return authority.root;
}

export function authorityFolder({ home }: Pick<PlatformConfig, 'home'>): string {
  return join(home, 'credentials');
}

/** Null where another machine's root is in force and this one has none. */
async function ownAuthority(config: PlatformConfig, roots: Roots): Promise<Authority | null> {
  const folder = authorityFolder(config);
  if (await hasOwnAuthority(folder)) return openOwnAuthority(folder);
  if ((await roots.known()).current) return null;
  let made: Authority | null = null;
  // Under the lock of the roots: of two first starts, one makes a root.
  await roots.adopt(async ({ current }) => {
    if (current) return null;
    made = (await hasOwnAuthority(folder)) ? await openOwnAuthority(folder) : await makeOwnAuthority(folder);
    return entryOf(made);
  });
  return made ?? ((await hasOwnAuthority(folder)) ? openOwnAuthority(folder) : null);
}

/** The first root is adopted, and the organisation's in place of our own; everything else takes an explicit act. */
async function settle(authority: Authority | null, roots: Roots): Promise<KnownRoots> {
  const known = await roots.known();
  if (!authority || !supersedes(authority, known)) return known;
  return roots.adopt(async (now) => (supersedes(authority, now) ? entryOf(authority) : null));
}

function supersedes({ kind, root }: Authority, { current }: KnownRoots): boolean {
  if (!current) return true;
  return kind === 'organisation' && current.kind === 'own' && current.fingerprint !== root.fingerprint;
}

function entryOf({ kind, root }: Authority): CredentialRootEntry {
  return { kind, fingerprint: root.fingerprint, certificate: root.pem };
}

function trusted({ current, retired }: KnownRoots): Root[] {
  const entries = current ? [current, ...retired] : retired;
  return entries.map(({ fingerprint, certificate }) => ({ fingerprint, pem: certificate }));
}

function elsewhere(config: PlatformConfig, { current }: KnownRoots): MaquetteError {
  const ours = current?.kind === 'own';
  return new MaquetteError(
    'conflict',
    'credential-root-elsewhere',
    `This installation signs under the root ${current?.fingerprint}, which this machine does not have.`,
    {
      hint: ours
        ? `Copy the folder "credentials" from the MAQUETTE_HOME of the machine that signs to ${authorityFolder(config)}, or give every machine the organisation's chain. If the folder is lost: maquette credentials adopt.`
        : "Set MAQUETTE_CREDENTIALS_CERTIFICATES and MAQUETTE_CREDENTIALS_KEY to the organisation's chain, as on the other machines.",
      details: { root: current?.fingerprint },
    },
  );
}

function differs({ current }: KnownRoots): MaquetteError {
  return new MaquetteError(
    'conflict',
    'credential-root-differs',
    `The configured chain ends in another root than the one that this installation signs under (${current?.fingerprint}).`,
    {
      hint: 'Configure the same chain on every machine. If the organisation has a new root: maquette credentials adopt, once.',
      details: { root: current?.fingerprint },
    },
  );
}

async function versionOf(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
