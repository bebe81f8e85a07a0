import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Platform } from '@maquette/platform';
import { asMaquetteError } from '@maquette/kernel';
import { PLATFORM } from '../platform.provider';

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

  @Get('ready')
  @ApiOperation({ summary: 'Database, queue and store answer; 503 with the particulars when one does not.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const { ledger, queue, store, pools } = this.platform;
    const [database, queueCheck, storeCheck] = await Promise.all([
      outcomeOf(() => ledger.stranded(Number.MAX_SAFE_INTEGER)),
      outcomeOf(() => queue.check()),
      outcomeOf(() => store.check()),
    ]);
    const checks = { database, queue: queueCheck, store: storeCheck };
    const ready = Object.values(checks).every(({ ok }) => ok);
    if (!ready) reply.status(503);
    const live = database.ok ? await pools.live().catch(() => []) : [];
    return {
      status: ready ? 'ready' : 'unavailable',
      checks,
      pools: live.map(({ name, workers }) => ({ name, workers: workers.length })),
    };
  }
}

async function outcomeOf(check: () => Promise<unknown>): Promise<Check> {
  try {
    await check();
    return { ok: true };
  } catch (error) {
    const { code, message } = asMaquetteError(error);
    return { ok: false, code, message };
  }
}
