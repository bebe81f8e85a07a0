import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Platform } from '@maquette/platform';
import { Needs } from '../access/needs';
import type { Page } from '../paging/page-query.dto';
import { PLATFORM } from '../platform.provider';
import { checkpointView } from './checkpoint-view';
import { pageOfCheckpoints } from './list-checkpoints';
import { ListCheckpointsDto } from './list-checkpoints.dto';

export const VERSIONED_NAME = {
  name: 'name',
  example: 'daylight@1.0.0',
  description: 'With a version or an alias (daylight@stable); without either the highest version.',
};

@ApiTags('checkpoints')
@Controller('checkpoints')
export class CheckpointsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @ApiOperation({
    summary: 'Every checkpoint version of the registry, quarantined ones with their problems.',
  })
  async list(@Query() query: ListCheckpointsDto): Promise<Page<ReturnType<typeof checkpointView>>> {
    const { items, next } = pageOfCheckpoints(await this.platform.checkpoints.list(), query);
    return { items: items.map(checkpointView), next };
  }

  @Get(':domain/:name')
  @ApiParam(VERSIONED_NAME)
  @ApiOperation({
    summary:
      'One checkpoint version: its record, and where it can be loaded its datasets with their licences.',
  })
  async show(@Param('domain') domain: string, @Param('name') name: string) {
    const { registry, checkpoints } = this.platform;
    const status = await checkpoints.show(`${domain}/${name}`);
    const { entry } = status;
    const licences = entry.state === 'ready' ? registry.licences(entry.reference) : null;
    return {
      ...checkpointView(status),
      record: entry.record,
      datasets:
        licences?.datasets.map(({ dataset, digest, roles }) => ({
          id: dataset.id,
          version: dataset.version,
          title: dataset.title,
          licence: dataset.licence,
          digest,
          roles,
        })) ?? [],
      attributions: licences?.attributions ?? [],
    };
  }

  @Get(':domain/:name/lineage')
  @Needs('record.read')
  @ApiParam(VERSIONED_NAME)
  @ApiOperation({ summary: 'What a version was made from, and what was made from it.' })
  lineage(@Param('domain') domain: string, @Param('name') name: string) {
    return this.platform.checkpoints.lineage(`${domain}/${name}`);
  }
}
