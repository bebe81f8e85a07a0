import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MaquetteError } from '@maquette/kernel';
import { inspectFile, type Inspection, type Platform } from '@maquette/platform';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';
import { withUpload } from './with-upload';

@ApiTags('credentials')
@Controller()
export class CredentialsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Post('inspect')
  @HttpCode(200)
  @Needs('record.read')
  @ApiOperation({
    summary: 'What a picture’s credentials say, whether they hold, and what this installation knows of it.',
    description: 'A file that does not hold is an answer too: see its verdict. The file is not kept.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary', description: 'PNG, JPEG, WebP or MP4.' },
        trust: { type: 'string', description: 'A PEM root to believe in besides this installation’s own.' },
      },
    },
  })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  inspect(@Req() request: FastifyRequest): Promise<Inspection> {
    return withUpload(request, (path, { trust }) => inspectFile(this.platform, path, { trust }));
  }

  @Get('credentials/root')
  @ApiOperation({
    summary: 'The root certificate of this installation’s credentials, for validators to trust.',
  })
  @ApiProduces('application/x-pem-file')
  root(@Res({ passthrough: true }) reply: FastifyReply): string {
    const { root } = this.platform.credentials;
    if (!root) {
      throw new MaquetteError('unavailable', 'credential-root-missing', 'There is no root certificate yet.', {
        hint: 'Start a worker: the first one makes it.',
      });
    }
    reply.type('application/x-pem-file').header('x-maquette-fingerprint', root.fingerprint);
    return root.pem;
  }
}
