import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '@maquette/platform';
import { setRefusalHeaders } from '../routing/decision-headers';
import { asError } from './as-error';
import { openAiError, openAiStatus } from './openai-error';
import { problemDocument } from './problem-document';

/** The one place that turns errors into answers: problem documents, and OpenAI's own shape on its routes. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = asError(thrown);
    if (error.kind === 'internal')
      this.log.error({ err: error.cause ?? error, url: request.url }, error.message);
    else if (error.kind === 'unavailable')
      this.log.warn({ code: error.code, url: request.url }, error.message);
    if (reply.sent || reply.raw.headersSent) return; // too late for another answer
    if (error.code === 'not-authenticated') reply.header('www-authenticate', 'Bearer realm="maquette"');
    if (typeof error.details.retryAfter === 'number') reply.header('retry-after', error.details.retryAfter);
    setRefusalHeaders(reply, error);
    if (request.url.startsWith('/v1/')) {
      void reply.status(openAiStatus(error)).type('application/json').send(openAiError(error));
    } else {
      const problem = problemDocument(error);
      // As a string: Fastify knows no serialiser for this media type.
      void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
    }
  }
}
