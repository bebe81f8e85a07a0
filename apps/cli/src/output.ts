import type { MaquetteError } from '@maquette/kernel';

/** Standard output carries the result alone; everything else goes to standard error. */
export class Output {
  constructor(
    readonly json: boolean,
    private readonly streams: { out: NodeJS.WritableStream; err: NodeJS.WritableStream } = {
      out: process.stdout,
      err: process.stderr,
    },
  ) {}

  /** The result: as one JSON value with --json, as text without. */
  result(value: unknown, text: string): void {
    this.streams.out.write(this.json ? `${JSON.stringify(value, null, 2)}\n` : `${text}\n`);
  }

  /** One line of a stream of results. */
  line(value: unknown): void {
    this.streams.out.write(`${JSON.stringify(value)}\n`);
  }

  /** For the person who watches. */
  say(text: string): void {
    this.streams.err.write(`${text}\n`);
  }

  error({ kind, code, message, hint, details }: MaquetteError): void {
    if (this.json) this.say(JSON.stringify({ error: { kind, code, message, hint, details } }));
    else this.say(`maquette: ${message} [${code}]${hint ? `\n  ${hint}` : ''}`);
  }
}

/** Columns as wide as their widest cell. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
