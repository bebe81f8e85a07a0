/** One result as a table for people, or as a line of JSON with --json. */
export function printResult(bench: string, figures: Record<string, number | string>): void {
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ bench, ...figures })}\n`);
    return;
  }
  process.stdout.write(`\n${bench}\n`);
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  for (const [name, value] of Object.entries(figures))
    process.stdout.write(`  ${name.padEnd(width)}  ${value}\n`);
}
