import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { notAuthenticated, requirePermission, type Permission } from '@maquette/access';
import type { Platform } from '@maquette/platform';
import { PLATFORM } from '../platform.provider';
import { setActor } from './current-actor';
import { NEEDED_PERMISSION } from './needs';

/**
 * Guards every route. One without `@Needs` is open; whatever it has as a key is not looked at, as clients of other APIs
 * send keys of their own. Errors: `not-authenticated`, `permission-missing` (refused).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(PLATFORM) private readonly platform: Pick<Platform, 'access'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(NEEDED_PERMISSION, places);
    if (permission === undefined) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = await this.platform.access.authenticate(bearerOf(request));
    requirePermission(actor, permission);
    setActor(request, actor);
    return true;
  }
}

/** RFC 6750: the scheme's name is not case-sensitive. Keys in the query would end up in logs and are not taken. */
function bearerOf({ headers }: FastifyRequest): string {
  const [, key] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (key === undefined) throw notAuthenticated();
  return key;
}
