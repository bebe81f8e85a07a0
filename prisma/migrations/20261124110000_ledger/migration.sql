-- AlterTable
ALTER TABLE "pool" ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'open';

-- CreateTable
CREATE TABLE "wake_up" (
    "id" BIGSERIAL NOT NULL,
    "generation_id" TEXT NOT NULL,
    "pool" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wake_up_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "wake_up_due_at_idx" ON "wake_up"("due_at");

-- CreateIndex
CREATE INDEX "wake_up_generation_id_idx" ON "wake_up"("generation_id");

-- AddForeignKey
ALTER TABLE "wake_up" ADD CONSTRAINT "wake_up_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand from here: what Prisma's schema language cannot say.

ALTER TABLE "pool" ADD CONSTRAINT "pool_state_check" CHECK ("state" IN ('open', 'paused', 'draining'));

ALTER TABLE "generation"
  DROP CONSTRAINT "generation_state_check",
  DROP CONSTRAINT "generation_completed_check",
  DROP CONSTRAINT "generation_error_check",
  ADD CONSTRAINT "generation_state_check" CHECK (
    "state" IN ('queued', 'running', 'completed', 'failed', 'parked', 'cancelled')
  ),
  ADD CONSTRAINT "generation_completed_check" CHECK (
    ("state" IN ('completed', 'failed', 'parked', 'cancelled')) = ("completed_at" IS NOT NULL)
  ),
  ADD CONSTRAINT "generation_error_check" CHECK (
    num_nulls("error_code", "error_message") IN (0, 2)
    AND ("state" NOT IN ('failed', 'parked') OR "error_code" IS NOT NULL)
    AND ("state" <> 'completed' OR "error_code" IS NULL)
  );

-- What waits or runs is a sliver of what was ever done: the sweeper and the operators look at that alone.
CREATE INDEX "generation_queued_idx" ON "generation" ("queued_at") WHERE "state" = 'queued';
CREATE INDEX "generation_lease_idx" ON "generation" ("lease_expires_at") WHERE "state" = 'running';
CREATE INDEX "generation_parked_idx" ON "generation" ("id") WHERE "state" = 'parked';

-- The transitions of libs/generation/src/state-machine.ts; a test compares the two. An epoch rises by one with each
-- claim, and never otherwise: whoever writes past the platform cannot undo the fence.
CREATE FUNCTION "generation_check_transition"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."lease_epoch" <> OLD."lease_epoch" AND NOT (NEW."state" = 'running' AND NEW."lease_epoch" = OLD."lease_epoch" + 1)
    OR OLD."state" <> 'running' AND NEW."state" = 'running' AND NEW."lease_epoch" = OLD."lease_epoch"
  THEN
    RAISE EXCEPTION 'a lease epoch rises by one with each claim: % to % refused', OLD."lease_epoch", NEW."lease_epoch"
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."state" <> OLD."state" AND (OLD."state", NEW."state") NOT IN (
    ('queued', 'running'), ('queued', 'cancelled'),
    ('running', 'completed'), ('running', 'failed'), ('running', 'parked'), ('running', 'queued'), ('running', 'cancelled'),
    ('parked', 'queued'), ('parked', 'cancelled')
  ) THEN
    RAISE EXCEPTION 'a generation that is % does not become %', OLD."state", NEW."state" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "generation_check_transition" BEFORE UPDATE ON "generation"
  FOR EACH ROW WHEN (NEW."state" IS DISTINCT FROM OLD."state" OR NEW."lease_epoch" IS DISTINCT FROM OLD."lease_epoch")
  EXECUTE FUNCTION "generation_check_transition"();

-- An artefact is published with the completion of its generation, under the epoch that completed it.
CREATE FUNCTION "artefact_check_published"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added JOIN "generation" ON "generation"."id" = added."generation_id"
    WHERE "generation"."state" <> 'completed' OR "generation"."lease_epoch" <> added."lease_epoch"
  ) THEN
    RAISE EXCEPTION 'an artefact is published under the lease that completed its generation'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "artefact_check_published" AFTER INSERT ON "artefact"
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "artefact_check_published"();

-- The leaf of an audit entry (libs/audit, auditLeaf) where its time is the database's: `data` is canonical JSON already,
-- kinds and subjects are plain ASCII.
CREATE FUNCTION "audit_leaf"(at TIMESTAMPTZ(3), data TEXT, kind TEXT, subject TEXT) RETURNS TEXT
  LANGUAGE sql STABLE AS $$
  SELECT '{"at":"' || to_char(at::timestamptz(3) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","data":' || data
    || ',"kind":"' || kind || '","subject":"' || subject || '","version":1}'
$$;
