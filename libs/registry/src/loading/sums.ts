import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '@maquette/kernel';
import type { Problem } from '@maquette/provenance';

export const SUMS = 'SHA256SUMS';

/** SHA256SUMS, which `sha256sum -c` reads, must list exactly the given files with the digests the record gives. */
export async function checkSums(folder: string, expected: ReadonlyMap<string, Digest>): Promise<Problem[]> {
  let text: string;
  try {
    text = await readFile(join(folder, SUMS), 'utf8');
  } catch {
    return [problem(`${SUMS} is missing.`)];
  }
  const sums = parseSums(text);
  if (sums === null) return [problem(`${SUMS} has a line that sha256sum would not write.`)];

  const problems: Problem[] = [];
  for (const [path, digest] of expected) {
    const sum = sums.get(path);
    if (sum === undefined) problems.push(problem(`${SUMS} does not list ${path}.`, digest));
    else if (sum !== digest) {
      problems.push(
        problem(`${SUMS} gives ${path} the digest ${sum}, which should be ${digest}.`, digest, sum),
      );
    }
  }
  for (const path of sums.keys()) {
    if (!expected.has(path)) problems.push(problem(`${SUMS} lists ${path}, which the record does not.`));
  }
  return problems;
}

/** Null when a line is malformed or a path comes twice. */
function parseSums(text: string): Map<string, Digest> | null {
  const sums = new Map<string, Digest>();
  for (const line of text.split('\n').filter((candidate) => candidate !== '')) {
    const [, sum, path] = /^([0-9a-f]{64}) [ *](\S.*)$/.exec(line) ?? [];
    if (!path || sums.has(path)) return null;
    sums.set(path, `sha256:${sum}`);
  }
  return sums;
}

function problem(message: string, expected?: string, found?: string): Problem {
  return {
    code: 'sums-invalid',
    file: SUMS,
    message,
    ...(expected && { expected }),
    ...(found && { found }),
    remedy: `Restore ${SUMS} from where the version was published.`,
  };
}
