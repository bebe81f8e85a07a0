import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { migrate } from './migrate';
import { NO_FILTERS } from './migration-files';
import { withSchemaEngine } from './schema-engine';

/**
 * The SQL that leads from the migrations to the schema file, or null when there is nothing to do. `scratchUrl` names
 * an empty database, which the migrations are applied to.
 */
export async function diffSchema(
  scratchUrl: string,
  migrationsDir: string,
  schemaPath: string,
): Promise<string | null> {
  await migrate(scratchUrl, migrationsDir);
  const content = await readFile(schemaPath, 'utf8');
  const files = [{ path: schemaPath, content }];
  const params = {
    from: { tag: 'schemaDatasource' as const, files, configDir: dirname(schemaPath) },
    to: { tag: 'schemaDatamodel' as const, files },
    script: true,
    exitCode: true,
    filters: NO_FILTERS,
  };
  const { exitCode, stdout } = await withSchemaEngine(scratchUrl, (engine) => engine.diff(params), [
    [schemaPath, content],
  ]);
  return exitCode === 0 ? null : stdout;
}
