import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import type { Options } from 'pino-http';
import type { Platform } from '@maquette/platform';
import { AccessController } from './access/access.controller';
import { AccessGuard } from './access/access.guard';
import { EntriesController } from './audit/entries.controller';
import { LogController } from './audit/log.controller';
import { AliasesController } from './checkpoints/aliases.controller';
import { CheckpointsController } from './checkpoints/checkpoints.controller';
import { PublicationController } from './checkpoints/publication.controller';
import { CredentialsController } from './credentials/credentials.controller';
import { ExportsController } from './exports/exports.controller';
import { DatasetActsController } from './datasets/dataset-acts.controller';
import { DatasetsController } from './datasets/datasets.controller';
import { EvidenceController } from './datasets/evidence.controller';
import { ImpactController } from './datasets/impact.controller';
import { GenerationsController } from './generations/generations.controller';
import { HealthController } from './health/health.controller';
import { ImportsController } from './imports/imports.controller';
import { LicenceController } from './licence/licence.controller';
import { ApiMetrics } from './operations/api-metrics';
import { LookbooksController } from './lookbooks/lookbooks.controller';
import { MetricsController } from './operations/metrics.controller';
import { PoolsController } from './operations/pools.controller';
import { RequeueController } from './operations/requeue.controller';
import { TracingInterceptor } from './operations/tracing.interceptor';
import { OpenStreams } from './open-streams';
import { platformProvider } from './platform.provider';
import { RouteController } from './routing/route.controller';
import { VideosController } from './videos/videos.controller';

@Module({})
export class ApiModule {
  static over(platform: Platform, logger: Logger): DynamicModule {
    const metrics = new ApiMetrics(platform);
    return {
      module: ApiModule,
      imports: [LoggerModule.forRoot({ pinoHttp: requestLog(logger) })],
      controllers: [
        GenerationsController,
        LookbooksController,
        VideosController,
        RouteController,
        CheckpointsController,
        PublicationController,
        AliasesController,
        ImportsController,
        ExportsController,
        HealthController,
        AccessController,
        DatasetsController,
        DatasetActsController,
        ImpactController,
        EvidenceController,
        LicenceController,
        EntriesController,
        LogController,
        CredentialsController,
        PoolsController,
        RequeueController,
        MetricsController,
      ],
      providers: [
        platformProvider(metrics.counting(platform)),
        { provide: ApiMetrics, useValue: metrics },
        OpenStreams,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: TracingInterceptor },
      ],
    };
  }
}

/** One line a request, without its headers: they carry keys. */
function requestLog(logger: Logger): Options {
  return {
    logger,
    autoLogging: { ignore: isProbe },
    customLogLevel: (_request, { statusCode }) => (statusCode >= 500 ? 'error' : 'info'),
    serializers: {
      req: ({ id, method, url, remoteAddress }) => ({ id, method, url, remoteAddress }),
      res: ({ statusCode }) => ({ statusCode }),
    },
  };
}

/** Probes come every few seconds and say nothing. */
function isProbe({ url }: { url?: string }): boolean {
  return url?.startsWith('/health/') ?? false;
}
