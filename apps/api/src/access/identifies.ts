import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '@maquette/access';
import { actorOf } from './current-actor';

export const IDENTIFIES = Symbol('Identifies');

/** Marks an open handler that takes notice of an access key of ours, where one comes along. */
export function Identifies() {
  return applyDecorators(SetMetadata(IDENTIFIES, true), ApiBearerAuth());
}

/** Whose key came with the request; only on handlers that are marked with `@Identifies`. */
export const CurrentClient = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Actor | undefined =>
    actorOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
