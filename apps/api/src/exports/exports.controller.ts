import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '@maquette/access';
import { exportDataset, exportPack, handOutCheckpoint, type Platform } from '@maquette/platform';
import { CurrentActor } from '../access/current-actor';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';
import { CheckpointExportQuery, DatasetExportQuery, PackQuery } from './export-query.dto';
import { sendExport } from './send-export';

@ApiTags('exports')
@Controller()
export class ExportsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get('datasets/:id/:version/export')
  @Needs('record.read')
  @ApiOperation({ summary: 'A dataset record as Croissant 1.1, Data & Trust Alliance 1.0, or as it is.' })
  async dataset(
    @Param('id') id: string,
    @Param('version') version: string,
    @Query() { format }: DatasetExportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendExport(await exportDataset(this.platform.registry, `${id}@${version}`, format), reply);
  }

  @Get('checkpoints/:domain/:name/export')
  @Needs('record.read')
  @ApiParam({
    name: 'name',
    example: 'daylight@1.0.0',
    description: 'An alias such as daylight@stable will do.',
  })
  @ApiOperation({
    summary:
      'A checkpoint version as a bill of materials or a training data disclosure; as an archive that can be imported it carries evidence, which needs pack.export.',
  })
  async checkpoint(
    @Param('domain') domain: string,
    @Param('name') name: string,
    @CurrentActor() actor: Actor,
    @Query() { format }: CheckpointExportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendExport(await handOutCheckpoint(this.platform, actor, `${domain}/${name}`, format), reply);
  }

  @Get('packs')
  @Needs('pack.export')
  @ApiOperation({
    summary: "The auditor's pack of a dataset or a checkpoint version: one zip that verifies offline.",
  })
  async pack(
    @CurrentActor() actor: Actor,
    @Query() query: PackQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendExport(await exportPack(this.platform, actor, query), reply);
  }
}
