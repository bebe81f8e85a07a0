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

/** In which a client without a key names itself. */
const CLIENT_HEADER = 'x-maquette-client';

/**
 * What a client without a key is told apart by in a canary: the name that it gives itself, else its address. It is kept
 * nowhere, and gives nobody another turn: whoever has no key could have any name.
 */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const { headers, ip } = context.switchToHttp().getRequest<FastifyRequest>();
  const name = headers[CLIENT_HEADER];
  return typeof name === 'string' && name.trim() !== '' ? `named:${name.trim()}` : `address:${ip}`;
});

/** Whose key came with the request; only on handlers that are marked with `@Identifies`. */
export const CurrentClient = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Actor | undefined =>
    actorOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
