import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '@maquette/access';
import { MaquetteError } from '@maquette/kernel';
import { refusalOf, type Platform } from '@maquette/platform';
import { archiveTooLarge, type QuarantineFolder } from '@maquette/registry';
import { CurrentActor } from '../access/current-actor';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';
import { ListImportsDto } from './list-imports.dto';
import { receiveUpload } from './receive-upload';

const UPLOAD = {
  type: 'object' as const,
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary' } },
};

@ApiTags('checkpoints')
@Controller('checkpoints/imports')
export class ImportsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Post()
  @Needs('checkpoint.import')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: UPLOAD })
  @ApiOperation({
    summary: 'Import one checkpoint version from a .zip, .tar, .tar.gz or .tgz.',
    description:
      'Everything is checked in quarantine first; a refusal names every problem. The version is then registered, and its datasets are drafts. The very version again is answered with 200.',
  })
  @ApiCreatedResponse({ schema: { type: 'object', additionalProperties: true } })
  async import(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const quarantine = await this.platform.imports.openQuarantine();
    const attempt = await this.bring(actor, request, quarantine).catch(async (error: unknown) => {
      await quarantine.remove();
      throw error;
    });
    if (attempt.outcome === 'refused') throw answerTo(attempt);
    reply.status(attempt.outcome === 'accepted' ? 201 : 200);
    return attempt;
  }

  @Get()
  @Needs('record.read')
  @ApiOperation({ summary: 'Everything that was tried to be imported, with its outcome.' })
  list(@Query() { limit, after, outcome, by, sort }: ListImportsDto) {
    return this.platform.imports.list({ limit, after, outcome, by, ascending: sort === 'started' });
  }

  @Get(':id')
  @Needs('record.read')
  @ApiOperation({ summary: 'One import with every problem that was found.' })
  show(@Param('id') id: string) {
    return this.platform.imports.show(id);
  }

  private async bring(actor: Actor, request: FastifyRequest, quarantine: QuarantineFolder) {
    const { imports } = this.platform;
    const { archiveBytes } = imports.limits;
    const { path, name, whole } = await receiveUpload(request, quarantine.path, archiveBytes);
    if (!whole) return imports.refuse(actor, quarantine, name, archiveTooLarge(archiveBytes));
    return imports.bring(actor, { path, name, quarantine });
  }
}

/** What is cut off while it arrives is answered as any body that is too large; all else that is wrong is in the archive. */
function answerTo(attempt: Parameters<typeof refusalOf>[0]): MaquetteError {
  const refusal = refusalOf(attempt);
  if (attempt.problems[0]?.code !== 'archive-too-large') return refusal;
  const { message, hint, details } = refusal;
  return new MaquetteError('bad-input', 'body-too-large', message, { hint, details });
}
