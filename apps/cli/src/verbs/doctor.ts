import { EXIT_CODES } from '@maquette/platform';
import { loadConfig } from '../configuration';
import type { Finding } from '../doctor/finding';
import { hostChecks } from '../doctor/host-checks';
import { platformChecks } from '../doctor/platform-checks';
import { table, type Output } from '../output';

/** Exit code 69 when something is down. */
export async function doctor(output: Output): Promise<void> {
  const config = loadConfig();
  const findings = [...(await Promise.all(hostChecks(config))), ...(await platformChecks(config))];
  const down = findings.filter(({ state }) => state === 'down');
  output.result({ sound: down.length === 0, findings }, textOf(findings));
  if (down.length > 0) process.exitCode = EXIT_CODES.unavailable;
}

function textOf(findings: Finding[]): string {
  const rows = findings.map(({ part, state, detail }) => [state === 'down' ? 'DOWN' : state, part, detail]);
  const hints = findings.flatMap(({ part, hint }) => (hint ? [`${part}: ${hint}`] : []));
  return [table(rows), ...(hints.length > 0 ? ['', ...hints] : [])].join('\n');
}
