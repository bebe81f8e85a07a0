import { MaquetteError } from '@maquette/kernel';
import { InvalidArgumentError, Option } from 'commander';

/** A number as people write one; whether it is within its limits is checked with the request. */
export function number(text: string): number {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a number.');
}

export function size(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d{1,9})[x×](\d{1,9})$/.exec(text) ?? [];
  if (width === undefined) throw new InvalidArgumentError('It must be WIDTHxHEIGHT, such as 960x540.');
  return { width: Number(width), height: Number(height) };
}

/** `4k,hdr` */
export function list(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

/** A number, or `none`. */
export function limit(text: string): number | null {
  return text === 'none' ? null : number(text);
}

/** `4k,hdr`, or `none`. */
export function labels(text: string): string[] {
  return text === 'none' ? [] : list(text);
}

/** ISO 8601, a day or a moment. */
export function date(text: string): Date {
  const value = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(value.getTime())) return value;
  throw new InvalidArgumentError('It must be a date such as 2026-05-31.');
}

export function required(name: string, prompt: string | undefined): string {
  if (prompt !== undefined) return prompt;
  throw new MaquetteError('bad-usage', 'argument-missing', `The ${name} is missing.`, {
    hint: 'maquette VERB --help shows what a verb takes.',
  });
}

/** `--format`, one of these. */
export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'what to write').choices(formats).makeOptionMandatory();
}
