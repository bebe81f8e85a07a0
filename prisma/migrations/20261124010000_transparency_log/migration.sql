-- CreateTable
CREATE TABLE "audit_pending" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" JSON NOT NULL,
    "leaf_hash" BYTEA NOT NULL,

    CONSTRAINT "audit_pending_pkey" PRIMARY KEY ("id")
);

-- Entries of before the log was a tree were never signed: they go through the same door as all others, in their order.
INSERT INTO "audit_pending" ("kind", "subject", "body", "leaf_hash")
SELECT "kind", "subject", "body", "leaf_hash" FROM "audit_entry" ORDER BY "sequence";
DROP TRIGGER "audit_entry_append_only" ON "audit_entry";
DELETE FROM "audit_entry";
DROP TRIGGER "audit_entry_number" ON "audit_entry";
DROP FUNCTION "audit_entry_number"();
DROP FUNCTION "audit_entry_refuse_change"();

-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "pending_id" BIGINT NOT NULL;

-- CreateTable
CREATE TABLE "audit_tile" (
    "level" INTEGER NOT NULL,
    "index" BIGINT NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "audit_tile_pkey" PRIMARY KEY ("level","index")
);

-- CreateTable
CREATE TABLE "log_checkpoint" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "log_checkpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "origin" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "founded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_pending_id_key" ON "audit_entry"("pending_id");

-- Written by hand from here: what Prisma's schema language cannot say.

-- Entries by the time in their body, which rises with their number: a few pages for millions of entries.
CREATE INDEX "audit_entry_at_idx" ON "audit_entry" USING brin (("body" ->> 'at')) WITH (pages_per_range = 16);

-- Hashes do not compress.
ALTER TABLE "audit_tile" ALTER COLUMN "hashes" SET STORAGE EXTERNAL;

ALTER TABLE "audit_pending"
  ADD CONSTRAINT "audit_pending_leaf_check" CHECK (
    "leaf_hash" = sha256('\x00'::bytea || convert_to("body"::text, 'UTF8'))
  ),
  ADD CONSTRAINT "audit_pending_body_check" CHECK (
    "body" ->> 'kind' = "kind" AND "body" ->> 'subject' = "subject" AND octet_length("body"::text) <= 65535
  );

ALTER TABLE "audit_tile"
  ADD CONSTRAINT "audit_tile_place_check" CHECK ("level" BETWEEN 0 AND 63 AND "index" >= 0),
  ADD CONSTRAINT "audit_tile_hashes_check" CHECK (
    octet_length("hashes") BETWEEN 32 AND 8192 AND octet_length("hashes") % 32 = 0
  );

ALTER TABLE "log_checkpoint"
  ADD CONSTRAINT "log_checkpoint_root_check" CHECK ("size" >= 0 AND octet_length("root") = 32);

ALTER TABLE "audit_log"
  ADD CONSTRAINT "audit_log_one_check" CHECK ("id" = 1),
  ADD CONSTRAINT "audit_log_key_check" CHECK (starts_with("public_key", "origin" || '+'));

CREATE FUNCTION "audit_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();
CREATE TRIGGER "log_checkpoint_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "log_checkpoint"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_log"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();
CREATE TRIGGER "audit_tile_append_only" BEFORE DELETE OR TRUNCATE ON "audit_tile"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();
CREATE TRIGGER "audit_pending_append_only" BEFORE UPDATE OR TRUNCATE ON "audit_pending"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();

-- Entries come out of audit_pending, each once, and are numbered 0, 1, 2, … without gaps.
CREATE FUNCTION "audit_entry_check_added"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lowest BIGINT;
  highest BIGINT;
  total BIGINT;
BEGIN
  SELECT min("sequence"), max("sequence"), count(*) INTO lowest, highest, total FROM added;
  IF total = 0 THEN
    RETURN NULL;
  END IF;
  IF highest - lowest + 1 <> total
    OR lowest <> coalesce((SELECT max("sequence") FROM "audit_entry" WHERE "sequence" < lowest), -1) + 1
    OR EXISTS (SELECT 1 FROM "audit_entry" WHERE "sequence" > highest)
  THEN
    RAISE EXCEPTION 'audit entries are numbered without gaps: % refused', lowest USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT 1 FROM added LEFT JOIN "audit_pending" ON "audit_pending"."id" = added."pending_id"
    WHERE "audit_pending"."leaf_hash" IS DISTINCT FROM added."leaf_hash"
  ) THEN
    RAISE EXCEPTION 'audit entries come from audit_pending' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "audit_entry_check_added" AFTER INSERT ON "audit_entry"
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_entry_check_added"();

-- What was accepted leaves audit_pending only into audit_entry.
CREATE FUNCTION "audit_pending_check_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM gone LEFT JOIN "audit_entry" ON "audit_entry"."pending_id" = gone."id"
    WHERE "audit_entry"."leaf_hash" IS DISTINCT FROM gone."leaf_hash"
  ) THEN
    RAISE EXCEPTION 'audit_pending is append-only: an entry that is not in the log cannot be deleted'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "audit_pending_check_moved" AFTER DELETE ON "audit_pending"
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_pending_check_moved"();

-- A tile only grows, at its end.
CREATE FUNCTION "audit_tile_check_growth"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."level" <> OLD."level" OR NEW."index" <> OLD."index"
    OR substring(NEW."hashes" FOR octet_length(OLD."hashes")) <> OLD."hashes"
  THEN
    RAISE EXCEPTION 'audit_tile is append-only: hashes cannot be changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "audit_tile_check_growth" BEFORE UPDATE ON "audit_tile"
  FOR EACH ROW EXECUTE FUNCTION "audit_tile_check_growth"();

-- Log checkpoints are signed in the order of growth.
CREATE FUNCTION "log_checkpoint_check_added"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "log_checkpoint" WHERE "size" >= NEW."size") THEN
    RAISE EXCEPTION 'log checkpoints are signed in the order of growth: % refused', NEW."size"
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "log_checkpoint_check_added" BEFORE INSERT ON "log_checkpoint"
  FOR EACH ROW EXECUTE FUNCTION "log_checkpoint_check_added"();
