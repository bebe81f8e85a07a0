import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@maquette/access';
import { PoolDesk, type Platform } from '@maquette/platform';
import { CurrentActor } from '../access/current-actor';
import { Needs } from '../access/needs';
import { PageQuery } from '../paging/page-query.dto';
import { PLATFORM } from '../platform.provider';
import { ChangePoolDto } from './change-pool.dto';
import { parkedView } from './parked-view';

@ApiTags('pools')
@Controller('pools')
@Needs('pool.read')
export class PoolsController {
  private readonly desk: PoolDesk;

  constructor(@Inject(PLATFORM) platform: Platform) {
    this.desk = new PoolDesk(platform);
  }

  @Get()
  @ApiOperation({ summary: 'Every pool: state, workers, what waits and runs.' })
  async list(@CurrentActor() actor: Actor) {
    return { items: await this.desk.list(actor) };
  }

  @Get(':name')
  show(@CurrentActor() actor: Actor, @Param('name') name: string) {
    return this.desk.show(actor, name);
  }

  @Get(':name/queue')
  @ApiOperation({ summary: 'What waits and runs, in order of acceptance; without prompts.' })
  queue(@CurrentActor() actor: Actor, @Param('name') name: string, @Query() page: PageQuery) {
    return this.desk.queue(actor, name, page);
  }

  @Get(':name/parked')
  @ApiOperation({
    summary: 'Generations that used up their attempts, with the last error; longest parked first.',
  })
  async parked(@CurrentActor() actor: Actor, @Param('name') name: string, @Query() { limit }: PageQuery) {
    return { items: (await this.desk.parked(actor, name, limit)).map(parkedView) };
  }

  @Post(':name/pause')
  @Needs('pool.manage')
  @HttpCode(200)
  @ApiOperation({ summary: 'Nothing more is claimed; what runs is finished.' })
  pause(@CurrentActor() actor: Actor, @Param('name') name: string) {
    return this.desk.setState(actor, name, 'paused');
  }

  @Post(':name/drain')
  @Needs('pool.manage')
  @HttpCode(200)
  @ApiOperation({ summary: 'Nothing more is placed on it; what waits and runs is finished.' })
  drain(@CurrentActor() actor: Actor, @Param('name') name: string) {
    return this.desk.setState(actor, name, 'draining');
  }

  @Patch(':name')
  @Needs('pool.manage')
  @ApiOperation({ summary: 'Sets limits and labels; what is left out stays as it is.' })
  change(@CurrentActor() actor: Actor, @Param('name') name: string, @Body() body: ChangePoolDto) {
    return this.desk.change(actor, name, { ...body });
  }

  @Post(':name/resume')
  @Needs('pool.manage')
  @HttpCode(200)
  resume(@CurrentActor() actor: Actor, @Param('name') name: string) {
    return this.desk.setState(actor, name, 'open');
  }
}
