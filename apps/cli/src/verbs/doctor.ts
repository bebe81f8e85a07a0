import { EXIT_CODES } from '@maquette/platform';
import { loadConfig } from '../configuration';
import { diagnose } from '../doctor/diagnose';
import type { Finding } from '../doctor/finding';
import { table, type Output } from '../output';

/** Exit code 69 when something fails; warnings leave it at 0. */
export async function doctor(output: Output): Promise<void> {
  const findings = await diagnose(loadConfig());
  const failed = findings.filter(({ state }) => state === 'fail');
  output.result({ sound: failed.length === 0, findings }, textOf(findings));
  if (failed.length > 0) process.exitCode = EXIT_CODES.unavailable;
}

function textOf(findings: Finding[]): string {
  const rows = findings.map(({ part, state, detail }) => [state === 'fail' ? 'FAIL' : state, part, detail]);
  const hints = findings.flatMap(({ part, state, hint }) =>
    hint && state !== 'pass' ? [`${part}: ${hint}`] : [],
  );
  return [table(rows), ...(hints.length > 0 ? ['', ...hints] : [])].join('\n');
}
