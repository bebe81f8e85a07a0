import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@maquette/access';
import type { Platform } from '@maquette/platform';
import { PLATFORM } from '../platform.provider';
import { CurrentActor } from './current-actor';
import { IssueKeyDto } from './issue-key.dto';
import { Needs } from './needs';

@ApiTags('access')
@Controller('access/keys')
@Needs('access.manage')
export class AccessController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @ApiOperation({ summary: 'Every access key, newest first; never the keys themselves.' })
  async list(@CurrentActor() actor: Actor) {
    return { items: await this.platform.access.list(actor) };
  }

  @Post()
  @ApiOperation({ summary: 'Hand out a key. This answer is the only time that it can be read.' })
  issue(@CurrentActor() actor: Actor, @Body() body: IssueKeyDto) {
    return this.platform.access.issue(actor, body);
  }

  @Post(':id/withdraw')
  @ApiOperation({ summary: 'The key then opens nothing any more; its row stays.' })
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.platform.access.withdraw(actor, id);
  }
}
