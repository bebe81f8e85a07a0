import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '@maquette/access';
import { MaquetteError } from '@maquette/kernel';
import type { Platform } from '@maquette/platform';
import { CurrentActor } from '../access/current-actor';
import { Needs } from '../access/needs';
import { withUpload } from '../credentials/with-upload';
import { PLATFORM } from '../platform.provider';

const MEDIA_TYPE = /^[a-z]+\/[A-Za-z0-9.+-]{1,100}$/;

const UPLOAD = {
  type: 'object' as const,
  required: ['file', 'mediaType', 'description'],
  properties: {
    file: { type: 'string', format: 'binary' },
    mediaType: { type: 'string', example: 'application/pdf' },
    description: { type: 'string' },
  },
};

@ApiTags('datasets')
@Controller('datasets/:id/evidence')
export class EvidenceController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @Needs('record.read')
  @ApiOperation({ summary: 'Which evidence there is: digests and descriptions, not contents.' })
  async list(@Param('id') id: string) {
    return { items: await this.platform.evidence.list(id) };
  }

  @Post()
  @Needs('dataset.draft')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: UPLOAD })
  @ApiOperation({ summary: 'Store a contract, licence text or consent under its digest, once and for good.' })
  store(@CurrentActor() actor: Actor, @Param('id') datasetId: string, @Req() request: FastifyRequest) {
    return withUpload(request, (path, { mediaType = '', description = '' }) => {
      if (!MEDIA_TYPE.test(mediaType))
        throw invalid('mediaType', 'must be a media type such as application/pdf');
      if (description.length < 1 || description.length > 500)
        throw invalid('description', 'must have 1 to 500 characters');
      return this.platform.desk.storeEvidence(actor, { path, datasetId, mediaType, description });
    });
  }

  @Get(':digest')
  @Needs('evidence.read')
  @ApiProduces('application/octet-stream')
  @ApiOperation({ summary: 'The file. Who read it is recorded before the first byte is sent.' })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('digest') digest: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { entry, content } = await this.platform.desk.readEvidence(actor, id, digest);
    // Somebody else's file: a browser saves it, and never runs it as a page of ours.
    reply
      .type('application/octet-stream')
      .header('content-length', entry.bytes)
      .header('content-disposition', `attachment; filename="${digest.slice('sha256:'.length)}"`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store');
    await reply.send(content);
  }
}

function invalid(field: string, rule: string): MaquetteError {
  return new MaquetteError('bad-input', 'fields-invalid', `${field} ${rule}.`, { details: { field } });
}
