import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Platform } from '@maquette/platform';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';
import { apiMetrics } from './api-metrics';

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  private readonly metrics;

  constructor(@Inject(PLATFORM) platform: Platform) {
    this.metrics = apiMetrics(platform);
  }

  @Get()
  @Needs('metrics.read')
  @ApiOperation({ summary: 'For Prometheus, in its text format.' })
  @ApiProduces('text/plain')
  async read(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.text();
    await reply.header('content-type', this.metrics.contentType).send(text);
  }
}
