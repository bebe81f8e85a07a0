import type { FactoryProvider } from '@nestjs/common';
import type { Platform } from '@maquette/platform';

/** Injection token of the Platform, which the process opened before Nest and closes after it. */
export const PLATFORM = Symbol('Platform');

export function platformProvider(platform: Platform): FactoryProvider<Platform> {
  return { provide: PLATFORM, useFactory: () => platform };
}
