import { Body, Controller, HttpCode, Inject, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@maquette/access';
import type { Platform } from '@maquette/platform';
import { CurrentActor } from '../access/current-actor';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';
import { REFERENCE } from './datasets.controller';
import { ReasonDto } from './reason.dto';

/** What is done with dataset records. An approval by the digest of a revision is of exactly what was looked at. */
@ApiTags('datasets')
@Controller('datasets')
export class DatasetActsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Post()
  @Needs('dataset.draft')
  @ApiBody({ schema: { type: 'object', additionalProperties: true } })
  @ApiOperation({
    summary: 'Draft a record, or its next revision: an intake form, or a record as model-registry has it.',
    description: 'What is missing in a form is answered as a list (intake-incomplete).',
  })
  draft(@CurrentActor() actor: Actor, @Body() document: Record<string, unknown>) {
    return this.platform.desk.draft(actor, document);
  }

  @Post(':reference/submit')
  @HttpCode(200)
  @Needs('dataset.submit')
  @ApiParam(REFERENCE)
  @ApiOperation({ summary: 'Hand a draft over for approval.' })
  submit(@CurrentActor() actor: Actor, @Param('reference') reference: string) {
    return this.platform.datasets.submit(actor, reference);
  }

  @Post(':reference/approve')
  @HttpCode(200)
  @Needs('dataset.approve')
  @ApiParam(REFERENCE)
  @ApiOperation({ summary: 'Approve a submitted record; never by somebody who drafted or submitted it.' })
  approve(@CurrentActor() actor: Actor, @Param('reference') reference: string) {
    return this.platform.desk.approve(actor, reference);
  }

  @Post(':reference/reject')
  @HttpCode(200)
  @Needs('dataset.approve')
  @ApiParam(REFERENCE)
  @ApiOperation({ summary: 'Send a submitted record back; a corrected one is the next revision.' })
  reject(@CurrentActor() actor: Actor, @Param('reference') reference: string, @Body() { reason }: ReasonDto) {
    return this.platform.datasets.reject(actor, reference, reason);
  }

  @Post(':reference/revoke')
  @HttpCode(200)
  @Needs('dataset.revoke')
  @ApiParam(REFERENCE)
  @ApiOperation({
    summary:
      'Revoke a record (ID: all its versions). No checkpoint that was trained on it is routed to any more.',
    description: 'Answers the revoked revisions and how much depends on them.',
  })
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('reference') reference: string,
    @Body() { reason }: ReasonDto,
  ) {
    const revoked = await this.platform.datasets.revoke(actor, reference, reason);
    return { revoked, impact: await this.platform.impact.counts(reference) };
  }

  @Post(':reference/consents/:number/withdraw')
  @HttpCode(200)
  @Needs('dataset.revoke')
  @ApiParam(REFERENCE)
  @ApiParam({ name: 'number', description: 'Place in the record, from 1.' })
  @ApiOperation({ summary: 'People depicted took their consent back: the dataset is not used any more.' })
  withdrawConsent(
    @CurrentActor() actor: Actor,
    @Param('reference') reference: string,
    @Param('number', ParseIntPipe) number: number,
    @Body() { reason }: ReasonDto,
  ) {
    return this.platform.datasets.withdrawConsent(actor, reference, number - 1, reason);
  }
}
