import { ValidationPipe, type Type } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { MaquetteError } from '@maquette/kernel';

/** Fields that a DTO does not name are refused, not ignored: a misspelt one would otherwise change nothing, silently. */
export const validation = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  exceptionFactory: invalid,
});

/** For bodies that are read by hand: the same validation. */
export async function validated<T extends object>(type: Type<T>, value: unknown): Promise<T> {
  return (await validation.transform(value, { type: 'body', metatype: type })) as T;
}

function invalid(errors: ValidationError[]): MaquetteError {
  const problems = flatten(errors);
  return new MaquetteError(
    'bad-input',
    'fields-invalid',
    problems.map(({ message }) => `${message}.`).join(' '),
    {
      hint: 'Correct the named fields; GET /openapi.json describes them.',
      details: { field: problems[0]?.field, problems },
    },
  );
}

function flatten(errors: ValidationError[], path = ''): { field: string; message: string }[] {
  return errors.flatMap(({ property, constraints, children }) => [
    ...Object.values(constraints ?? {}).map((message) => ({
      field: path + property,
      message: path + message,
    })),
    ...flatten(children ?? [], `${path}${property}.`),
  ]);
}
