import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@maquette/access';
import type { Platform } from '@maquette/platform';
import { CurrentActor } from '../access/current-actor';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';
import { checkpointView } from './checkpoint-view';
import { VERSIONED_NAME } from './checkpoints.controller';
import { WithdrawDto } from './publication.dto';

@ApiTags('checkpoints')
@Controller('checkpoints/:domain/:name')
export class PublicationController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get('publication')
  @Needs('record.read')
  @ApiParam(VERSIONED_NAME)
  @ApiOperation({
    summary: 'Where a version stands, and everything that it lacks before it may be published.',
  })
  async checklist(@Param('domain') domain: string, @Param('name') name: string) {
    const { checkpoints } = this.platform;
    const { entry, lifecycle } = await checkpoints.show(`${domain}/${name}`);
    const checklist = await checkpoints.checklist(entry.reference);
    const { publication = null, published = null, withdrawn = null } = lifecycle ?? {};
    return { ...checklist, publication, published, withdrawn };
  }

  @Post('publication')
  @HttpCode(200)
  @Needs('checkpoint.publish')
  @ApiParam(VERSIONED_NAME)
  @ApiOperation({
    summary: 'Publish a version: from then on it is routed to. 409 lists everything it lacks.',
  })
  async publish(@CurrentActor() actor: Actor, @Param('domain') domain: string, @Param('name') name: string) {
    return checkpointView(await this.platform.checkpoints.publish(actor, `${domain}/${name}`));
  }

  @Post('withdrawal')
  @HttpCode(200)
  @Needs('checkpoint.withdraw')
  @ApiParam(VERSIONED_NAME)
  @ApiOperation({ summary: 'Take a published version out of use, for good.' })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('domain') domain: string,
    @Param('name') name: string,
    @Body() { reason }: WithdrawDto,
  ) {
    return checkpointView(await this.platform.checkpoints.withdraw(actor, `${domain}/${name}`, reason));
  }
}
