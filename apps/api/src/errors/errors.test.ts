import { NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { MaquetteError } from '@maquette/kernel';
import { asError } from './as-error';
import { openAiError, openAiStatus } from './openai-error';
import { problemDocument } from './problem-document';

describe('problemDocument', () => {
  it('has the code in its type, and says what to do', () => {
    const error = new MaquetteError('unavailable', 'database-unreachable', 'The database does not answer.', {
      hint: 'Start it.',
      details: { host: 'db' },
    });
    expect(problemDocument(error)).toEqual({
      type: 'urn:maquette:error:database-unreachable',
      title: 'A service is not available',
      status: 503,
      detail: 'The database does not answer.',
      code: 'database-unreachable',
      hint: 'Start it.',
      details: { host: 'db' },
    });
  });

  it('does not tell what went wrong inside', () => {
    const document = problemDocument(asError(new Error('no such table: secret')));
    expect(document.status).toBe(500);
    expect(JSON.stringify(document)).not.toContain('secret');
  });
});

describe('openAiError', () => {
  it('names the field, and a code of OpenAI’s where there is one', () => {
    const refused = new MaquetteError('refused', 'policy-refused', 'No.', { hint: 'Change it.' });
    expect([openAiStatus(refused), openAiError(refused).error.code]).toEqual([400, 'moderation_blocked']);
    const bad = new MaquetteError('bad-input', 'seconds-out-of-range', 'Too long.', {
      details: { field: 'seconds' },
    });
    expect(openAiError(bad)).toEqual({
      error: {
        message: 'Too long.',
        type: 'invalid_request_error',
        param: 'seconds',
        code: 'seconds_out_of_range',
      },
    });
  });

  it('does not tell what went wrong inside', () => {
    expect(JSON.stringify(openAiError(asError(new Error('secret'))))).not.toContain('secret');
  });
});

describe('asError', () => {
  it.each([
    [new NotFoundException('Cannot GET /x'), 'route-not-found'],
    [new PayloadTooLargeException(), 'body-too-large'],
    [Object.assign(new Error('broken'), { statusCode: 400 }), 'body-unreadable'],
    [new Error('broken'), 'internal'],
    ['broken', 'internal'],
  ])('reads %s', (thrown, code) => {
    expect(asError(thrown).code).toBe(code);
  });
});
