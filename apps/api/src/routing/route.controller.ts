import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '@maquette/access';
import { checkRequest, checkRouting, type Platform } from '@maquette/platform';
import type { RouteDecision } from '@maquette/routing';
import { Caller, CurrentClient, Identifies } from '../access/identifies';
import { PLATFORM } from '../platform.provider';
import { setDecisionHeaders } from './decision-headers';
import { RouteQueryDto } from './route-query.dto';

@ApiTags('routing')
@Controller('route')
export class RouteController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @Identifies()
  @ApiOperation({
    summary: 'Where a prompt would go, and why. Nothing is generated or recorded; a refusal is an answer.',
  })
  async route(
    @Query() { checkpoint, attachment, labels, conditioning, ...input }: RouteQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentClient() client: Actor | undefined,
    @Caller() caller: string,
  ): Promise<RouteDecision> {
    const { prompt, use, territory } = checkRequest(input);
    const wishes = checkRouting({ attachment, labels, conditioning });
    const decision = await this.platform.router.decide({
      prompt,
      use,
      territory,
      checkpoint,
      attachment: wishes.attachment,
      placing: { labels: wishes.labels },
      needs: { conditioning: wishes.conditioning },
      client: client?.name ?? caller,
      date: new Date(),
    });
    setDecisionHeaders(reply, decision);
    return decision;
  }
}
