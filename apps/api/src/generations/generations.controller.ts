import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '@maquette/access';
import { estimateOf, submit, type Platform } from '@maquette/platform';
import { Caller, CurrentClient, Identifies } from '../access/identifies';
import { OpenStreams } from '../open-streams';
import { PLATFORM } from '../platform.provider';
import { setDecisionHeaders } from '../routing/decision-headers';
import { CreateGenerationDto, submissionOf } from './create-generation.dto';
import { generationEvents } from './generation-events';
import { GenerationView, viewOf } from './generation-view';

@ApiTags('generations')
@Controller('generations')
export class GenerationsController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly streams: OpenStreams,
  ) {}

  @Post()
  @Identifies()
  @HttpCode(202)
  @ApiOperation({ summary: 'Submit a request. It is screened, routed and composed before the answer.' })
  @ApiAcceptedResponse({ type: GenerationView })
  async create(
    @Body() body: CreateGenerationDto,
    @CurrentClient() client: Actor | undefined,
    @Caller() caller: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GenerationView> {
    const { generation, notes } = await submit(this.platform, { ...submissionOf(body), client, caller });
    setDecisionHeaders(reply, generation.decision, generation.decisionId);
    reply.header('location', `/generations/${generation.id}`);
    return viewOf(generation, { notes });
  }

  @Get(':id')
  @ApiOkResponse({ type: GenerationView })
  async get(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GenerationView> {
    const generation = await this.platform.ledger.get(id);
    setDecisionHeaders(reply, generation.decision, generation.decisionId);
    return viewOf(generation, { estimate: await estimateOf(this.platform, generation) });
  }

  @Get(':id/events')
  @ApiOperation({ summary: 'Progress as server-sent events; ends with the generation’s final state.' })
  @ApiProduces('text/event-stream')
  async events(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.platform.ledger.get(id); // an unknown one is answered with a problem document
    const signal = this.streams.signalOf(request.raw.socket);
    const events = Readable.from(generationEvents(this.platform.ledger, id, signal));
    reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no');
    await reply.type('text/event-stream').send(events);
  }

  @Get(':id/scene')
  @ApiOperation({ summary: 'The scene document that the clip is rendered from.' })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  async scene(@Param('id') id: string): Promise<unknown> {
    return (await this.platform.ledger.get(id)).scene;
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Cancel. One that is finished stays as it is.' })
  @ApiOkResponse({ type: GenerationView })
  async cancel(@Param('id') id: string): Promise<GenerationView> {
    return viewOf(await this.platform.ledger.cancel(id));
  }
}
