import type { DueWakeUp, WakeUpOutbox } from '@maquette/generation';
import type { Database } from '../database';

/** Wake-ups that were written with what they announce, in the order in which they were written. */
export class PrismaWakeUps implements WakeUpOutbox {
  constructor(private readonly database: Database) {}

  async handOver(limit: number, hand: (wakeUps: DueWakeUp[]) => Promise<void>): Promise<number> {
    if (!(await this.anyDue())) return 0;
    return this.database.transaction(async (tx) => {
      const taken = await tx.$queryRaw<(DueWakeUp & { id: bigint })[]>`
        DELETE FROM wake_up WHERE id IN (
          SELECT id FROM wake_up WHERE due_at <= now() ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ) RETURNING id, generation_id AS "generationId", pool`;
      if (taken.length === 0) return 0;
      taken.sort((a, b) => Number(a.id - b.id));
      await hand(taken.map(({ generationId, pool }) => ({ generationId, pool })));
      return taken.length;
    });
  }

  /** One cheap question instead of a transaction: mostly there is nothing. */
  private async anyDue(): Promise<boolean> {
    const [row] = await this.database.run(
      (client) => client.$queryRaw<{ due: boolean }[]>`
        SELECT EXISTS (SELECT 1 FROM wake_up WHERE due_at <= now()) AS due`,
    );
    return row.due;
  }
}
