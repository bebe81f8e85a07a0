import { createLogger, migrateDatabase } from '@maquette/platform';
import { loadConfig } from '../configuration';
import type { Output } from '../output';

export async function migrate(output: Output): Promise<void> {
  const config = loadConfig();
  const applied = await migrateDatabase(config, { log: createLogger('cli', config.logLevel) });
  const text = applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database has the newest schema.';
  output.result({ applied }, text);
}
