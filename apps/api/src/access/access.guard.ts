import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { notAuthenticated, readAccessKey, requirePermission, type Permission } from '@maquette/access';
import type { Platform } from '@maquette/platform';
import { PLATFORM } from '../platform.provider';
import { setActor } from './current-actor';
import { IDENTIFIES } from './identifies';
import { NEEDED_PERMISSION } from './needs';

/**
 * Guards every route. One without `@Needs` is open. With `@Identifies` it takes notice of a key of ours, which must then be
 * in force; whatever else it has as a key is not looked at, as clients of other APIs send keys of their own. Errors: `not-authenticated`, `permission-missing` (refused).
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
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (permission === undefined) {
      if (this.reflector.getAllAndOverride<boolean | undefined>(IDENTIFIES, places))
        await this.identify(request);
      return true;
    }
    const key = bearerOf(request);
    if (key === undefined) throw notAuthenticated();
    const actor = await this.platform.access.authenticate(key);
    requirePermission(actor, permission);
    setActor(request, actor);
    return true;
  }

  private async identify(request: FastifyRequest): Promise<void> {
    const key = bearerOf(request);
    if (key && readAccessKey(key)) setActor(request, await this.platform.access.authenticate(key));
  }
}

/** RFC 6750: the scheme's name is not case-sensitive. Keys in the query would end up in logs and are not taken. */
function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}
