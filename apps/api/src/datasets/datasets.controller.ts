import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Platform } from '@maquette/platform';
import { intakeOf } from '@maquette/provenance';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';
import { datasetQueryOf, ExpiringDto, ItemsDto, ListDatasetsDto } from './list-datasets.dto';

export const REFERENCE = {
  name: 'reference',
  example: 'procedural-architecture@1.0.0',
  description: 'ID (its highest version), ID@VERSION (its newest revision), or the digest of one revision.',
};

/** Reading dataset records. What is done with them is in the controller of their acts. */
@ApiTags('datasets')
@Controller('datasets')
@Needs('record.read')
export class DatasetsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @ApiOperation({ summary: 'Dataset records in their newest revisions.' })
  list(@Query() query: ListDatasetsDto) {
    return this.platform.datasets.list(datasetQueryOf(query));
  }

  @Get('expiring')
  @ApiOperation({ summary: 'Clauses of approved records that end soon, the soonest first.' })
  async expiring(@Query() { days }: ExpiringDto) {
    return { items: await this.platform.datasets.expiring(days) };
  }

  @Get(':reference')
  @ApiParam(REFERENCE)
  @ApiOperation({
    summary: 'One record: its state, who did what with it, and all that it says but its items.',
  })
  async show(@Param('reference') reference: string) {
    const { record, ...entry } = await this.platform.datasets.show(reference);
    const { items = [], ...rest } = record;
    return { ...entry, record: rest, items: items.length };
  }

  @Get(':reference/items')
  @ApiParam(REFERENCE)
  @ApiOperation({ summary: 'Works inside a dataset of many owners, each with its creator and licence.' })
  async items(@Param('reference') reference: string, @Query() { after, limit }: ItemsDto) {
    const { items, total } = await this.platform.datasets.items(reference, { after, limit });
    const next = after + items.length;
    return { items, total, next: next < total ? next : null };
  }

  @Get(':reference/versions')
  @ApiParam(REFERENCE)
  @ApiOperation({ summary: 'Every revision of every version that the reference covers, newest first.' })
  async versions(@Param('reference') reference: string) {
    return { items: await this.platform.datasets.revisions(reference) };
  }

  @Get(':reference/intake')
  @ApiParam(REFERENCE)
  @ApiOperation({
    summary: 'The record as an intake form of the Data Provenance Standards: a start for the next one.',
  })
  async intake(@Param('reference') reference: string) {
    return intakeOf((await this.platform.datasets.show(reference)).record);
  }
}
