import { writeSync } from 'node:fs';
import { openTestLog } from './open-test-log';

/**
 * `URL HOME ROUND`: opens the log, says `open`, waits for a line, then appends with 16 writers and keeps the log up all the
 * while, until it is killed. Each entry is acknowledged, when its transaction is committed, by a line `ROUND WRITER NUMBER`, which is
 * in the pipe before anything else happens.
 */
const WRITERS = 16;

async function main([url, home, round]: string[]): Promise<void> {
  const log = await openTestLog(url, home);
  await Promise.all(Array.from({ length: WRITERS }, () => log.database.check()));
  process.stdout.write('open\n');
  process.stdin.once('end', () => process.exit(0)); // the test is gone
  await new Promise((resolve) => process.stdin.once('data', resolve));
  const write = async (writer: number) => {
    for (let number = 0; ; number++) {
      await log.append(`writer_${round}_${writer}`, { number });
      writeSync(1, `${round} ${writer} ${number}\n`);
    }
  };
  const keepUp = async () => {
    for (;;) await log.audit.sync();
  };
  await Promise.all([keepUp(), ...Array.from({ length: WRITERS }, (_, writer) => write(writer))]);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(70);
});
