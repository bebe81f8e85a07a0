import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseTilePath } from '@maquette/audit';
import { MaquetteError } from '@maquette/kernel';
import type { Platform } from '@maquette/platform';
import { Needs } from '../access/needs';
import { PLATFORM } from '../platform.provider';

const PREFIX = '/audit/log/';
const TEXT = 'text/plain; charset=utf-8';

/** The log as others read it: what c2sp.org/tlog-tiles asks for, below /audit/log. */
@ApiTags('audit')
@Controller('audit/log')
@Needs('audit.read')
export class LogController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get('checkpoint')
  @ApiOperation({ summary: 'The signed log checkpoint over everything recorded up to now.' })
  @ApiProduces('text/plain')
  async checkpoint(@Res() reply: FastifyReply): Promise<void> {
    const { note } = await this.platform.audit.checkpoint();
    await reply.header('cache-control', 'no-cache').type(TEXT).send(note);
  }

  @Get('key')
  @ApiOperation({ summary: 'The public key of the log, as signed notes write it: name+id+base64.' })
  @ApiProduces('text/plain')
  async key(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(TEXT).send(`${this.platform.audit.key.vkey}\n`);
  }

  @Get('tile/*')
  @ApiOperation({
    summary: 'A tile of hashes, or a bundle of entries: tile/0/x001/067, tile/entries/000.p/17, …',
  })
  @ApiParam({ name: 'path', example: '0/000.p/5' })
  @ApiProduces('application/octet-stream')
  async tile(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const path = request.url.split('?')[0].slice(PREFIX.length);
    const resource = parseTilePath(path);
    const content = resource && (await this.platform.audit.tile(resource));
    if (!content) throw unknown(path);
    // What is signed never changes: neither does a tile of it, whole or partial.
    reply.header('cache-control', 'private, max-age=31536000, immutable');
    await reply.type('application/octet-stream').send(content);
  }
}

function unknown(path: string): MaquetteError {
  return new MaquetteError('not-found', 'tile-not-found', `The signed log has no ${path}.`, {
    hint: 'GET /audit/log/checkpoint says how many entries are signed; the tiles follow from that (c2sp.org/tlog-tiles).',
    details: { path },
  });
}
