import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '../access/needs';
import { ApiMetrics } from './api-metrics';

/** With a key from everywhere, loopback included: behind a proxy of the same machine every request comes from there. */
@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(ApiMetrics) private readonly metrics: ApiMetrics) {}

  @Get()
  @Needs('metrics.read')
  @ApiOperation({ summary: 'For Prometheus, in its text format.' })
  @ApiProduces('text/plain')
  async read(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.text();
    await reply.header('content-type', this.metrics.contentType).send(text);
  }
}
