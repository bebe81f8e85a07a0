import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Platform } from '@maquette/platform';
import type { CheckpointEntry } from '@maquette/registry';
import { PLATFORM } from '../platform.provider';

@ApiTags('checkpoints')
@Controller('checkpoints')
export class CheckpointsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @ApiOperation({
    summary: 'Every checkpoint version of the registry, quarantined ones with their problems.',
  })
  list() {
    return { checkpoints: this.platform.registry.list().map(summaryOf) };
  }

  @Get(':domain/:name')
  @ApiParam({ name: 'name', example: 'daylight@1.0.0', description: 'Without a version the highest one.' })
  @ApiOperation({
    summary:
      'One checkpoint version: its record, and where it can be loaded its datasets with their licences.',
  })
  show(@Param('domain') domain: string, @Param('name') name: string) {
    const { registry } = this.platform;
    const entry = registry.show(`${domain}/${name}`);
    const licences = entry.state === 'ready' ? registry.licences(entry.reference) : null;
    return {
      ...summaryOf(entry),
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
}

function summaryOf({
  reference,
  domain,
  name,
  version,
  state,
  problems,
  record,
  checkpointDigest,
}: CheckpointEntry) {
  return {
    reference,
    domain,
    name,
    version,
    state,
    title: record?.title ?? null,
    licence: record?.licence.licence ?? null,
    digest: checkpointDigest,
    problems,
  };
}
