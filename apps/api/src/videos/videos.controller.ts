import {
  Controller,
  Delete,
  Get,
  Head,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Artefact, ArtefactKind } from '@maquette/generation';
import type { Actor } from '@maquette/access';
import { MaquetteError } from '@maquette/kernel';
import { submit, type Platform } from '@maquette/platform';
import { Caller, CurrentClient, Identifies } from '../access/identifies';
import { validated } from '../errors/validated';
import { PLATFORM } from '../platform.provider';
import { setDecisionHeaders } from '../routing/decision-headers';
import { CreateVideoDto, submissionOf } from './create-video.dto';
import { ListVideosDto } from './list-videos.dto';
import { readBody } from './read-body';
import { sendArtefact } from './send-artefact';
import { VideoObject, videoOf } from './video-object';

const VARIANTS: Record<string, ArtefactKind> = { video: 'video', thumbnail: 'poster' };

/** OpenAI's Videos API over the same ledger: a video is a generation. */
@ApiTags('OpenAI Videos')
@Controller('v1/videos')
export class VideosController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Post()
  @Identifies()
  @HttpCode(200)
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiBody({ type: CreateVideoDto })
  @ApiOkResponse({ type: VideoObject })
  async create(
    @Req() request: FastifyRequest,
    @CurrentClient() client: Actor | undefined,
    @Caller() caller: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VideoObject> {
    const body = await validated(CreateVideoDto, await readBody(request));
    const { generation } = await submit(this.platform, { ...submissionOf(body), client, caller });
    setDecisionHeaders(reply, generation.decision, generation.decisionId);
    return videoOf(generation);
  }

  @Get()
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  async list(@Query() query: ListVideosDto) {
    const { items, hasMore } = await this.platform.ledger.list(query);
    const data = items.map(videoOf);
    return {
      object: 'list',
      data,
      first_id: data[0]?.id ?? null,
      last_id: data[data.length - 1]?.id ?? null,
      has_more: hasMore,
    };
  }

  @Get(':id')
  @ApiOkResponse({ type: VideoObject })
  async get(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<VideoObject> {
    const generation = await this.platform.ledger.get(id);
    setDecisionHeaders(reply, generation.decision, generation.decisionId);
    return videoOf(generation);
  }

  @Delete(':id')
  @ApiOperation({
    summary: 'Remove a video from the lists; one that runs is stopped.',
    description:
      'The record of it stays for the audit, and its bytes stay in the store, which other videos may share.',
  })
  async remove(@Param('id') id: string) {
    await this.platform.ledger.remove(id);
    return { id, object: 'video.deleted', deleted: true };
  }

  @Head(':id/content')
  async contentHead(
    @Param('id') id: string,
    @Query('variant') variant: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.content(id, variant, request, reply);
  }

  @Get(':id/content')
  @ApiQuery({ name: 'variant', required: false, enum: Object.keys(VARIANTS) })
  @ApiProduces('video/mp4', 'image/jpeg')
  async content(
    @Param('id') id: string,
    @Query('variant') variant: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const artefact = await this.artefactOf(id, variant ?? 'video');
    await sendArtefact(this.platform.store, artefact, request, reply);
  }

  private async artefactOf(id: string, variant: string): Promise<Artefact> {
    const kind = VARIANTS[variant];
    if (!kind) {
      throw new MaquetteError('bad-input', 'variant-unsupported', `There is no variant "${variant}".`, {
        hint: `Ask for ${Object.keys(VARIANTS).join(' or ')}.`,
        details: { field: 'variant' },
      });
    }
    const { state, artefacts } = await this.platform.ledger.get(id);
    const artefact = artefacts.find((candidate) => candidate.kind === kind);
    if (artefact) return artefact;
    throw new MaquetteError(
      'not-found',
      'video-not-ready',
      `The video ${id} is ${state}: there is no ${variant} yet.`,
      {
        hint: `Ask GET /v1/videos/${id} until its status is completed.`,
        details: { id, state },
      },
    );
  }
}
