import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger as PinoLogger } from 'pino';
import { LIMITS, type Platform } from '@maquette/platform';
import { ApiModule } from './api.module';
import { ErrorFilter } from './errors/error.filter';
import { validation } from './errors/validated';
import { nestLogger } from './nest-logger';
import { describeApi } from './open-api';
import { refuseForeignPages } from './same-origin';

/** The api over an open platform, ready to listen. Closing it leaves the platform open. */
export async function createApi(platform: Platform, log: PinoLogger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: LIMITS.sceneBytes + 64 * 1024,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    exposeHeadRoutes: false,
  });
  adapter.getInstance().addHook('onRequest', refuseForeignPages(platform.config.host));
  const api = await NestFactory.create<NestFastifyApplication>(ApiModule.over(platform, log), adapter, {
    logger: nestLogger(log),
    abortOnError: false,
  });
  api.useGlobalPipes(validation);
  api.useGlobalFilters(new ErrorFilter(log));
  await api.register(multipart, {
    limits: { fields: 32, fieldSize: 256 * 1024, files: 1, fileSize: 1024 * 1024, parts: 33 },
  });
  describeApi(api);
  await api.init();
  return api;
}
