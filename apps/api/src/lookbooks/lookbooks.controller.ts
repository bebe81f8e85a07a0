import { Body, Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '@maquette/access';
import { accept, prepareLookbook, type Platform } from '@maquette/platform';
import { CurrentClient, Identifies } from '../access/identifies';
import { submissionOf } from '../generations/create-generation.dto';
import { GenerationView, viewOf } from '../generations/generation-view';
import { PLATFORM } from '../platform.provider';
import { setDecisionHeaders } from '../routing/decision-headers';
import { CreateLookbookDto } from './create-lookbook.dto';

export class LookbookView {
  @ApiProperty({ type: [GenerationView], description: 'A generation a look, in their order.' })
  looks!: GenerationView[];
}

@ApiTags('lookbooks')
@Controller('lookbooks')
export class LookbooksController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Post()
  @Identifies()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Dress one character in a collection: a generation a look, whose frames are its two stills.',
  })
  @ApiAcceptedResponse({ type: LookbookView })
  async create(
    @Body() { looks, ...body }: CreateLookbookDto,
    @CurrentClient() client: Actor | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LookbookView> {
    const prepared = await prepareLookbook(this.platform, { ...submissionOf(body), client }, looks);
    const views: GenerationView[] = [];
    for (const look of prepared) {
      const { generation, notes } = await accept(this.platform, look);
      if (views.length === 0) setDecisionHeaders(reply, generation.decision, generation.decisionId);
      views.push(viewOf(generation, { notes }));
    }
    return { looks: views };
  }
}
