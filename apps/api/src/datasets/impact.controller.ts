import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Platform } from '@maquette/platform';
import { Needs } from '../access/needs';
import { PageQuery } from '../paging/page-query.dto';
import { PLATFORM } from '../platform.provider';
import { REFERENCE } from './datasets.controller';

/** The way from a dataset to all that used it; back, from a picture to its datasets, goes `inspect`. */
@ApiTags('datasets')
@Controller('datasets/:reference/impact')
@Needs('record.read')
@ApiParam(REFERENCE)
export class ImpactController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @ApiOperation({
    summary: 'How many checkpoints, generations and artefacts depend on a dataset, revoked or not.',
  })
  counts(@Param('reference') reference: string) {
    return this.platform.impact.counts(reference);
  }

  @Get('checkpoints')
  @ApiOperation({ summary: 'Checkpoint versions with the dataset in their weights, however indirectly.' })
  checkpoints(@Param('reference') reference: string, @Query() page: PageQuery) {
    return this.platform.impact.page(reference, 'checkpoints', page);
  }

  @Get('generations')
  @ApiOperation({ summary: 'Generations that such a checkpoint was chosen for, removed ones included.' })
  generations(@Param('reference') reference: string, @Query() page: PageQuery) {
    return this.platform.impact.page(reference, 'generations', page);
  }

  @Get('artefacts')
  @ApiOperation({ summary: 'Artefacts that came of them.' })
  artefacts(@Param('reference') reference: string, @Query() page: PageQuery) {
    return this.platform.impact.page(reference, 'artefacts', page);
  }
}
