import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Platform } from '@maquette/platform';
import { asMaquetteError } from '@maquette/kernel';
import { PLATFORM } from '../platform.provider';

/** A part that says nothing for this long counts as down: probes do not wait for ever. */
const PATIENCE_MS = 5_000;

type Check = { ok: true } | { ok: false; code: string; message: string };

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers.' })
  live() {
    return { status: 'live' };
  }

  @Get('started')
  @ApiOperation({
    summary:
      'The database is migrated, registry and log are open: what comes before the first answer is done.',
  })
  started() {
    return { status: 'started' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Database, queue and store answer; 503 with the particulars when one does not.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const parts = ['database', 'queue', 'store'] as const;
    const outcomes = await Promise.all(
      parts.map(async (part) => [part, await outcomeOf(this.platform[part])]),
    );
    const checks = Object.fromEntries(outcomes) as Record<(typeof parts)[number], Check>;
    const ready = Object.values(checks).every(({ ok }) => ok);
    if (!ready) reply.status(503);
    const live = checks.database.ok ? await this.platform.pools.live().catch(() => []) : [];
    return {
      status: ready ? 'ready' : 'unavailable',
      checks,
      pools: live.map(({ name, workers }) => ({ name, workers: workers.length })),
    };
  }
}

async function outcomeOf(part: { check(): Promise<void> }): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<Check>((resolve) => {
    const message = `It does not answer within ${PATIENCE_MS / 1000} seconds.`;
    timer = setTimeout(resolve, PATIENCE_MS, { ok: false, code: 'no-answer', message });
  });
  try {
    return await Promise.race([silent, answerOf(part)]);
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf(part: { check(): Promise<void> }): Promise<Check> {
  try {
    await part.check();
    return { ok: true };
  } catch (error) {
    const { code, message } = asMaquetteError(error);
    return { ok: false, code, message };
  }
}
