import { averaged, type Measure } from '@maquette/routing';
import type { Database } from '../database';

/** What workers measured of checkpoints, by kind of device. */
export class PrismaMeasures {
  constructor(private readonly database: Database) {}

  all(): Promise<Measure[]> {
    return this.database.run(async (client) => {
      const rows = await client.checkpointMeasure.findMany();
      return rows.map(({ checkpoint, deviceKind, secondsPerMegapixelFrame, memoryBytes }) => ({
        checkpoint,
        deviceKind,
        secondsPerMegapixelFrame,
        memoryBytes: memoryBytes === null ? null : Number(memoryBytes),
      }));
    });
  }

  /** One more clip goes into the average; clips that end together are counted one after the other. */
  async clip(
    checkpoint: string,
    deviceKind: string,
    { seconds, megapixelFrames }: { seconds: number; megapixelFrames: number },
  ): Promise<void> {
    const newest = seconds / megapixelFrames;
    if (!Number.isFinite(newest) || newest <= 0) return;
    await this.database.transaction(async (tx) => {
      await tx.$executeRaw`
        INSERT INTO checkpoint_measure (checkpoint, device_kind) VALUES (${checkpoint}, ${deviceKind})
        ON CONFLICT DO NOTHING`;
      const [{ value, clips }] = await tx.$queryRaw<{ value: number | null; clips: number }[]>`
        SELECT seconds_per_megapixel_frame AS value, clips FROM checkpoint_measure
        WHERE checkpoint = ${checkpoint} AND device_kind = ${deviceKind} FOR UPDATE`;
      const average = averaged(value === null ? null : { value, clips }, newest);
      await tx.$executeRaw`
        UPDATE checkpoint_measure
        SET seconds_per_megapixel_frame = ${average}::float8, clips = clips + 1, measured_at = now()
        WHERE checkpoint = ${checkpoint} AND device_kind = ${deviceKind}`;
    });
  }

  /** What a loaded checkpoint was seen to take of a device; the most that was ever seen holds. */
  async memory(checkpoint: string, deviceKind: string, bytes: number): Promise<void> {
    await this.database.run(
      (client) => client.$executeRaw`
        INSERT INTO checkpoint_measure (checkpoint, device_kind, memory_bytes)
        VALUES (${checkpoint}, ${deviceKind}, ${Math.round(bytes)}::bigint)
        ON CONFLICT (checkpoint, device_kind) DO UPDATE
        SET memory_bytes = greatest(checkpoint_measure.memory_bytes, excluded.memory_bytes), measured_at = now()`,
    );
  }
}
