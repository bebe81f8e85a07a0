import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@maquette/access';
import { PoolDesk, type Platform } from '@maquette/platform';
import { CurrentActor } from '../access/current-actor';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';

@ApiTags('pools')
@Controller('generations')
export class RequeueController {
  private readonly desk: PoolDesk;

  constructor(@Inject(PLATFORM) platform: Platform) {
    this.desk = new PoolDesk(platform);
  }

  @Post(':id/requeue')
  @Needs('pool.manage')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a parked generation all its attempts again.' })
  async requeue(@CurrentActor() actor: Actor, @Param('id') id: string) {
    const { state, pool } = await this.desk.requeue(actor, id);
    return { id, state, pool };
  }
}
