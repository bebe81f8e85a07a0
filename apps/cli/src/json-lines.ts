import { createInterface } from 'node:readline';
import { asMaquetteError, MaquetteError } from '@maquette/kernel';
import { EXIT_CODES } from '@maquette/platform';
import type { Output } from './output';

/** Prompts are read ahead by this many, so that the answers can be worked out together. */
const BATCH = 32;

interface Line {
  number: number;
  text: string;
}

/**
 * Reads lines {"prompt": …} and answers one line each, in order. A line that cannot be answered gets an error object;
 * the exit code is then 65.
 */
export async function answerLines<T>(
  output: Output,
  answer: (prompt: string, line: Record<string, unknown>) => Promise<T> | T,
  prepare: (prompts: string[]) => Promise<unknown> = async () => undefined,
): Promise<void> {
  for await (const lines of batches(process.stdin)) {
    await prepare(lines.flatMap(({ text }) => attempt(() => [read(text).prompt]) ?? []));
    for (const line of lines) {
      try {
        const value = read(line.text);
        output.line(await answer(value.prompt, value));
      } catch (thrown) {
        const { kind, code, message } = asMaquetteError(thrown);
        if (kind === 'unavailable' || kind === 'internal') throw thrown;
        output.line({ error: { code, message }, line: line.number });
        process.exitCode = EXIT_CODES['bad-input'];
      }
    }
  }
}

async function* batches(input: NodeJS.ReadableStream): AsyncGenerator<Line[]> {
  let batch: Line[] = [];
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    number++;
    if (text.trim() === '') continue;
    batch.push({ number, text });
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function read(text: string): Record<string, unknown> & { prompt: string } {
  const value = attempt(() => JSON.parse(text) as { prompt?: unknown } | null);
  if (typeof value?.prompt === 'string') return { ...value, prompt: value.prompt };
  throw new MaquetteError('bad-input', 'line-unreadable', 'The line is no JSON object with a text "prompt".');
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
