import { DOMAINS, MaquetteError, type Domain } from '@maquette/kernel';

/** `architecture/daylight@1.0.0`, or `architecture/daylight@stable`; without a version the highest one is meant. */
export interface CheckpointReference {
  domain: Domain;
  name: string;
  version: string | null;
  /** Null when a version is named, or nothing. */
  alias: string | null;
}

const REFERENCE =
  /^([a-z]+)\/([a-z0-9][a-z0-9.-]*)(?:@(?:(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)|([a-z][a-z0-9-]{0,62})))?$/;

/** Throws `checkpoint-reference-invalid` (bad-input). */
export function parseReference(text: string): CheckpointReference {
  const [, domain, name, version, alias] = REFERENCE.exec(text) ?? [];
  if (!isDomain(domain)) {
    const message = `"${text}" is no checkpoint reference.`;
    throw new MaquetteError('bad-input', 'checkpoint-reference-invalid', message, {
      hint: `Write DOMAIN/NAME, DOMAIN/NAME@VERSION or DOMAIN/NAME@ALIAS, such as architecture/daylight@1.0.0; domains: ${DOMAINS.join(', ')}.`,
      details: { reference: text },
    });
  }
  return { domain, name, version: version ?? null, alias: alias ?? null };
}

function isDomain(value: string | undefined): value is Domain {
  return (DOMAINS as readonly string[]).includes(value ?? '');
}

/** Order of semantic versions: negative when a comes before b. A pre-release comes before its release. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  for (let i = 0; i < 3; i++) {
    if (left.numbers[i] !== right.numbers[i]) return left.numbers[i] - right.numbers[i];
  }
  if (left.pre === null || right.pre === null) return Number(left.pre === null) - Number(right.pre === null);
  return comparePreReleases(left.pre, right.pre);
}

function split(version: string): { numbers: number[]; pre: string[] | null } {
  const dash = version.indexOf('-');
  const core = dash < 0 ? version : version.slice(0, dash);
  return { numbers: core.split('.').map(Number), pre: dash < 0 ? null : version.slice(dash + 1).split('.') };
}

function comparePreReleases(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] === b[i]) continue;
    const [left, right] = [/^\d+$/.test(a[i]), /^\d+$/.test(b[i])];
    if (left && right) return Number(a[i]) - Number(b[i]);
    if (left !== right) return left ? -1 : 1;
    return a[i] < b[i] ? -1 : 1;
  }
  return a.length - b.length;
}
