import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MaquetteError } from '@maquette/kernel';
import type { Platform } from '@maquette/platform';
import { Needs } from '../access/needs';
import type { Page } from '../paging/page-query.dto';
import { PLATFORM } from '../platform.provider';
import { entryView } from './entry-view';
import { ListEntriesDto } from './list-entries.dto';

@ApiTags('audit')
@Controller('audit/entries')
@Needs('audit.read')
export class EntriesController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @ApiOperation({ summary: 'Audit entries, in the order of the log: everything recorded up to now.' })
  async list(@Query() query: ListEntriesDto): Promise<Page<ReturnType<typeof entryView>>> {
    const { limit, after, kind, subject, from, until, sort } = query;
    const entries = await this.platform.audit.page({
      limit: limit + 1,
      after: after === undefined ? undefined : placeIn(after),
      kind,
      subject,
      from: from === undefined ? undefined : new Date(from),
      until: until === undefined ? undefined : new Date(until),
      order: sort,
    });
    const items = entries.slice(0, limit).map(entryView);
    return { items, next: entries.length > limit ? String(items.at(-1)!.index) : null };
  }

  @Get(':index/proof')
  @ApiParam({ name: 'index', type: 'integer' })
  @ApiOperation({
    summary:
      'The receipt of an entry (c2sp.org/tlog-proof), with the entry in it. The key alone is needed to check it.',
  })
  @ApiProduces('text/plain')
  async proof(@Param('index') index: string, @Res() reply: FastifyReply): Promise<void> {
    const proof = await this.platform.audit.proof(indexIn(index));
    reply.header('content-disposition', `attachment; filename="${index}.tlog-proof"`);
    await reply.type('text/plain; charset=utf-8').send(proof);
  }
}

/** `next` of a page is the index of its last entry. */
function placeIn(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new MaquetteError('bad-input', 'page-unknown', `"${text}" is no place in this list.`, {
    hint: 'Take `next` of the page before, as it is.',
    details: { field: 'after' },
  });
}

function indexIn(text: string): number {
  if (/^(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  throw new MaquetteError('not-found', 'audit-entry-unknown', `The audit log has no entry "${text}".`, {
    hint: 'Entries are numbered 0, 1, 2, …; GET /audit/entries lists them.',
  });
}
