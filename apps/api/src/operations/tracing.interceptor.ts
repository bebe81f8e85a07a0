import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { inSpan } from '@maquette/telemetry';

/** One span a request, below the caller's when it sends `traceparent`. */
@Injectable()
export class TracingInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method, routeOptions, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const { traceparent } = headers;
    return from(
      inSpan(
        `${method} ${routeOptions.url ?? ''}`,
        () => lastValueFrom(next.handle(), { defaultValue: undefined }),
        { server: true, parent: typeof traceparent === 'string' ? traceparent : null },
      ),
    );
  }
}
