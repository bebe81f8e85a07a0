import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@maquette/access';
import type { AliasEntry } from '@maquette/persistence';
import type { Platform } from '@maquette/platform';
import { CurrentActor } from '../access/current-actor';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';
import { MoveAliasDto } from './move-alias.dto';

@ApiTags('checkpoints')
@Controller('checkpoints')
export class AliasesController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get('aliases')
  @Needs('record.read')
  @ApiOperation({ summary: 'Every alias, and where it points.' })
  async all(): Promise<{ items: AliasEntry[] }> {
    return { items: await this.platform.checkpoints.aliases() };
  }

  @Get(':domain/:name/aliases')
  @Needs('record.read')
  @ApiOperation({ summary: 'The aliases of a checkpoint (a name without version).' })
  async list(@Param('domain') domain: string, @Param('name') name: string): Promise<{ items: AliasEntry[] }> {
    return { items: await this.platform.checkpoints.aliases(`${domain}/${name}`) };
  }

  @Get(':domain/:name/aliases/:alias')
  @Needs('record.read')
  @ApiOperation({ summary: 'Where an alias pointed, the last move first.' })
  async history(@Param('domain') domain: string, @Param('name') name: string, @Param('alias') alias: string) {
    return { items: await this.platform.checkpoints.aliasHistory(`${domain}/${name}`, alias) };
  }

  @Put(':domain/:name/aliases/:alias')
  @Needs('alias.move')
  @ApiOperation({
    summary:
      'Point an alias at a published version, if it points where you believe; 409 says where it points. "stable" takes one permission more, and so does a "canary" with a share of the clients.',
  })
  move(
    @CurrentActor() actor: Actor,
    @Param('domain') domain: string,
    @Param('name') name: string,
    @Param('alias') alias: string,
    @Body() { target, expected, percent }: MoveAliasDto,
  ): Promise<AliasEntry> {
    const version = target.includes('@') ? target : `${domain}/${name}@${target}`;
    return this.platform.checkpoints.moveAlias(actor, version, alias, expected, percent);
  }
}
