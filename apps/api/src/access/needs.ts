import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Permission } from '@maquette/access';

export const NEEDED_PERMISSION = Symbol('NeededPermission');

/** Marks a handler, or all of a controller, as closed: it takes an access key whose roles have the permission. */
export function Needs(permission: Permission) {
  return applyDecorators(
    SetMetadata(NEEDED_PERMISSION, permission),
    ApiBearerAuth(),
    ApiExtension('x-maquette-permission', permission),
  );
}
