-- AlterTable
ALTER TABLE "generation" ADD COLUMN     "client" TEXT NOT NULL DEFAULT 'anonymous',
ADD COLUMN     "deadline" TIMESTAMPTZ(3),
ADD COLUMN     "estimated_end_at" TIMESTAMPTZ(3),
ADD COLUMN     "estimated_start_at" TIMESTAMPTZ(3),
ADD COLUMN     "expected_seconds" DOUBLE PRECISION NOT NULL DEFAULT 60,
ADD COLUMN     "priority" SMALLINT NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "pool" ADD COLUMN     "client_queued" INTEGER NOT NULL DEFAULT 200,
ADD COLUMN     "client_running" INTEGER,
ADD COLUMN     "labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "max_queued" INTEGER NOT NULL DEFAULT 1000,
ADD COLUMN     "max_wait_seconds" INTEGER;

-- CreateTable
CREATE TABLE "client_turn" (
    "pool" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "deficit" DOUBLE PRECISION NOT NULL,
    "turn" BIGINT NOT NULL,

    CONSTRAINT "client_turn_pkey" PRIMARY KEY ("pool","client")
);

-- CreateTable
CREATE TABLE "checkpoint_measure" (
    "checkpoint" TEXT NOT NULL,
    "device_kind" TEXT NOT NULL,
    "seconds_per_megapixel_frame" DOUBLE PRECISION,
    "clips" INTEGER NOT NULL DEFAULT 0,
    "memory_bytes" BIGINT,
    "measured_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkpoint_measure_pkey" PRIMARY KEY ("checkpoint","device_kind")
);

ALTER TABLE "generation"
  ADD CONSTRAINT "generation_priority_check" CHECK ("priority" BETWEEN 0 AND 3),
  ADD CONSTRAINT "generation_client_check" CHECK ("client" <> ''),
  ADD CONSTRAINT "generation_expected_check" CHECK ("expected_seconds" > 0),
  ADD CONSTRAINT "generation_estimate_check" CHECK (
    num_nulls("estimated_start_at", "estimated_end_at") IN (0, 2)
    AND ("estimated_end_at" IS NULL OR "estimated_start_at" <= "estimated_end_at")
  );

ALTER TABLE "pool"
  ADD CONSTRAINT "pool_limits_check" CHECK (
    "max_queued" >= 0 AND "client_queued" >= 0 AND coalesce("client_running", 1) >= 1
    AND coalesce("max_wait_seconds", 0) >= 0
  );

ALTER TABLE "checkpoint_measure"
  ADD CONSTRAINT "checkpoint_measure_rate_check" CHECK (
    ("clips" > 0) = ("seconds_per_megapixel_frame" IS NOT NULL) AND coalesce("seconds_per_megapixel_frame", 1) > 0
  ),
  ADD CONSTRAINT "checkpoint_measure_memory_check" CHECK (coalesce("memory_bytes", 0) >= 0);

-- Who is next is asked of the queued generations of one pool alone.
CREATE INDEX "generation_waiting_idx" ON "generation" ("pool", "client") WHERE "state" = 'queued';
CREATE INDEX "generation_running_idx" ON "generation" ("pool", "client") WHERE "state" = 'running';
