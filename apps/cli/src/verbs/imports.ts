import { resolve } from 'node:path';
import type { ImportAttempt } from '@maquette/persistence';
import { EXIT_CODES, refusalOf } from '@maquette/platform';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { table, type Output } from '../output';
import { withPlatform } from '../with-platform';

/** Exit code 65 with the report when the checkpoint was refused. */
export async function registryImport(output: Output, _options: object, path: string): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const attempt = await platform.imports.bring(await actorOf(platform), { path: resolve(path) });
    output.result(attempt, describeAttempt(attempt));
    if (attempt.outcome === 'refused') process.exitCode = EXIT_CODES[refusalOf(attempt).kind];
  });
}

export async function registryImports(
  output: Output,
  { limit, outcome }: { limit: number; outcome?: ImportAttempt['outcome'] },
): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const page = await platform.imports.list({ limit, outcome });
    const rows = page.items.map(({ id, finishedAt, outcome, reference, sourceName, by, problems }) => [
      id,
      finishedAt.toISOString(),
      outcome,
      reference ?? sourceName,
      by,
      problems.length > 0 ? `${problems.length} problems: ${problems[0].message}` : '',
    ]);
    output.result(page, rows.length > 0 ? table(rows) : 'Nothing was imported yet.');
  });
}

function describeAttempt({ id, outcome, reference, files, bytes, problems }: ImportAttempt): string {
  if (outcome !== 'refused') {
    const size = `${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
    const state = outcome === 'accepted' ? 'imported' : 'is here already';
    const next = outcome === 'accepted' ? [`It is registered, not published (import ${id}).`] : [];
    return [`${reference} ${state}: ${size}.`, ...next].join('\n');
  }
  const lines = problems.flatMap(({ code, file, message, remedy }) => [
    `! ${file === '.' || message.includes(file) ? '' : `${file}: `}${message} [${code}]`,
    `  ${remedy}`,
  ]);
  return [`REFUSED ${reference ?? 'the checkpoint'} (import ${id}); nothing of it was kept.`, ...lines].join(
    '\n',
  );
}
