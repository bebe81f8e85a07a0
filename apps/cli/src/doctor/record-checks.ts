import type { AuditLogLook, CredentialsLook, Survey } from '@maquette/platform';
import { fail, look, pass, warn, type Finding, type Found } from './finding';

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

export type RegistryReport = Awaited<ReturnType<Survey['registry']>>['report'];

/** The registry's bytes and signatures; they need no server. */
export async function registryChecks(survey: Survey): Promise<Finding[]> {
  const found = await survey.registry().catch((error: Error) => error);
  if (found instanceof Error) return [await look('registry', () => Promise.reject(found))];
  return [
    { part: 'registry', ...digestFinding(found.report) },
    { part: 'signatures', ...signatureFinding(found.report) },
  ];
}

/** What the database keeps of them, and the keys that belong to it. */
export async function recordChecks(survey: Survey, now = new Date()): Promise<Finding[]> {
  return [
    await look('audit log', async () => auditFinding(await survey.auditLog())),
    await look('credentials', async () => credentialsFinding(await survey.credentials(), now)),
  ];
}

export function digestFinding(report: RegistryReport): Found {
  const bad = [...report.checkpoints, ...report.datasets, ...report.auxiliaries, ...report.assets].flatMap(
    ({ reference, problems }) => (problems.length > 0 ? [`${reference}: ${problems[0].message}`] : []),
  );
  const detail = `${report.checkpoints.length} checkpoints, ${report.datasets.length} datasets, ${report.files} files`;
  if (report.sound) return pass(`${detail}, every digest right`);
  return fail(bad.join(' '), 'maquette registry verify names every problem.', { bad });
}

export function signatureFinding({ checkpoints }: Pick<RegistryReport, 'checkpoints'>): Found {
  const states = Object.fromEntries(
    checkpoints.map(({ reference, signature }) => [reference, signature.state]),
  );
  const of = (...wanted: string[]) =>
    checkpoints.filter(({ signature }) => wanted.includes(signature.state)).map(({ reference }) => reference);
  const broken = of('invalid', 'unchecked');
  if (broken.length > 0)
    return fail(
      `the signature does not hold: ${broken.join(', ')}`,
      'Fetch these versions again; they are quarantined and not used.',
      { states },
    );
  const unsure = of('untrusted', 'missing');
  if (unsure.length > 0)
    return warn(
      `not signed by anybody whom this installation trusts: ${unsure.join(', ')}`,
      "Sign them (maquette registry sign), or lay the signer's public key into keys/checkpoints of MAQUETTE_HOME.",
      { states },
    );
  return pass(`${checkpoints.length} checkpoint versions, every signature trusted`, { states });
}

export function auditFinding({ vkey, signing, report }: AuditLogLook): Found {
  if (vkey === null || report === null) return pass('none yet; it is begun with the first start');
  const { sound, size, signedSize, checkpoints, witnessed, problems } = report;
  const facts = { vkey, signing, size, signedSize, checkpoints, witnessed, problems };
  if (!sound)
    return fail(
      `${problems
        .map(({ message }) => message)
        .slice(0, 3)
        .join(' ')}`,
      'Somebody changed the log. Keep everything as it is and see docs/audit-log.md; maquette audit verify lists all.',
      facts,
    );
  if (signing === 'other')
    return fail(
      "the key here is another log's",
      'Use the MAQUETTE_HOME or MAQUETTE_LOG_KEY that belongs to this database; without audit/key a process leaves signing to others.',
      facts,
    );
  const detail = `${size} entries, ${signedSize} signed, ${checkpoints} log checkpoints (${witnessed} witnessed)`;
  if (signing === 'elsewhere')
    return warn(
      `${detail}; the key is not on this machine`,
      'At least one api must run where the key is.',
      facts,
    );
  return pass(`${detail}, all sound; signed here`, facts);
}

export function credentialsFinding({ inForce, here }: CredentialsLook, now: Date): Found {
  if (!here) {
    if (!inForce) return pass('none yet; an authority of our own is made with the first start');
    return warn(
      `this machine cannot sign pictures: it lacks the root ${inForce}`,
      'An api needs none. For a worker, set MAQUETTE_CREDENTIALS_CERTIFICATES and MAQUETTE_CREDENTIALS_KEY, or copy the folder "credentials".',
      { inForce },
    );
  }
  const first = here.certificates.reduce((soonest, each) =>
    each.expires < soonest.expires ? each : soonest,
  );
  const days = Math.floor((first.expires.getTime() - now.getTime()) / DAY_MS);
  const facts = { inForce, ...here, days };
  if (inForce !== null && inForce !== here.root)
    return fail(
      `this machine signs under ${here.root}, and the installation under ${inForce}`,
      'Configure the same chain on every machine. If the organisation has a new root: maquette credentials adopt, once.',
      facts,
    );
  const detail = `${here.kind} chain of ${here.certificates.length}, ${here.algorithm}; ${first.subject} expires in ${days} days`;
  if (days >= SOON_DAYS) return pass(detail, facts);
  const hint = 'Renew the chain: nothing is published once it has expired.';
  return days >= 0 ? warn(detail, hint, facts) : fail(detail, hint, facts);
}
