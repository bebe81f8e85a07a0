-- AlterTable
ALTER TABLE "dataset"
    ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "expires_at" TIMESTAMPTZ(3),
    ADD COLUMN "state" TEXT NOT NULL DEFAULT 'draft',
    ADD COLUMN "authors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "drafted_by" TEXT NOT NULL DEFAULT 'release',
    ADD COLUMN "submitted_by" TEXT,
    ADD COLUMN "submitted_at" TIMESTAMPTZ(3),
    ADD COLUMN "approved_by" TEXT,
    ADD COLUMN "approved_at" TIMESTAMPTZ(3),
    ADD COLUMN "rejected_by" TEXT,
    ADD COLUMN "rejected_at" TIMESTAMPTZ(3),
    ADD COLUMN "rejection" TEXT,
    ADD COLUMN "revoked_by" TEXT,
    ADD COLUMN "revoked_at" TIMESTAMPTZ(3),
    ADD COLUMN "revocation" TEXT;

-- CreateTable
CREATE TABLE "dataset_source" (
    "dataset_digest" TEXT NOT NULL,
    "source_digest" TEXT NOT NULL,

    CONSTRAINT "dataset_source_pkey" PRIMARY KEY ("dataset_digest","source_digest")
);

-- CreateTable
CREATE TABLE "evidence" (
    "dataset_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "media_type" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "stored_by" TEXT NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("dataset_id","digest")
);

-- CreateTable
CREATE TABLE "consent_withdrawal" (
    "dataset_digest" TEXT NOT NULL,
    "consent" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_withdrawal_pkey" PRIMARY KEY ("dataset_digest","consent")
);

-- CreateTable
CREATE TABLE "standing" (
    "id" INTEGER NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "standing_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dataset_source_source_digest_idx" ON "dataset_source"("source_digest");

-- CreateIndex
CREATE INDEX "evidence_digest_idx" ON "evidence"("digest");

-- CreateIndex
CREATE INDEX "dataset_state_idx" ON "dataset"("state");

-- DropIndex
DROP INDEX "dataset_dataset_id_version_idx";

-- AddForeignKey
ALTER TABLE "dataset_source" ADD CONSTRAINT "dataset_source_dataset_digest_fkey" FOREIGN KEY ("dataset_digest") REFERENCES "dataset"("digest") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent_withdrawal" ADD CONSTRAINT "consent_withdrawal_dataset_digest_fkey" FOREIGN KEY ("dataset_digest") REFERENCES "dataset"("digest") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand from here.

-- What an earlier version of Maquette registered came with its release.
UPDATE "dataset" SET
  "state" = 'approved', "authors" = ARRAY['release'],
  "submitted_by" = 'release', "submitted_at" = "created_at", "approved_by" = 'release', "approved_at" = "created_at",
  "revision" = numbered."revision"
FROM (SELECT "digest", row_number() OVER (PARTITION BY "dataset_id", "version" ORDER BY "created_at", "digest") AS "revision" FROM "dataset") AS numbered
WHERE numbered."digest" = "dataset"."digest";

CREATE UNIQUE INDEX "dataset_dataset_id_version_revision_key" ON "dataset"("dataset_id", "version", "revision");

INSERT INTO "dataset_source" ("dataset_digest", "source_digest")
SELECT DISTINCT "digest", source ->> 'digest' FROM "dataset", json_array_elements("record" -> 'derivedFrom') AS source
WHERE json_typeof("record" -> 'derivedFrom') = 'array';

ALTER TABLE "dataset"
  ADD CONSTRAINT "dataset_state_check" CHECK ("state" IN ('draft', 'submitted', 'approved', 'rejected', 'revoked')),
  ADD CONSTRAINT "dataset_revision_check" CHECK ("revision" >= 1),
  ADD CONSTRAINT "dataset_authors_check" CHECK (coalesce("drafted_by" = ANY ("authors"), false)),
  -- Each act has its person and its time, and the state says which were done.
  ADD CONSTRAINT "dataset_acts_check" CHECK (
    num_nulls("submitted_by", "submitted_at") IN (0, 2)
    AND num_nulls("approved_by", "approved_at") IN (0, 2)
    AND num_nulls("rejected_by", "rejected_at", "rejection") IN (0, 3)
    AND num_nulls("revoked_by", "revoked_at", "revocation") IN (0, 3)
    AND ("state" <> 'draft' OR "submitted_by" IS NULL)
    AND ("state" IN ('draft', 'revoked') OR "submitted_by" IS NOT NULL)
    AND ("state" IN ('approved', 'revoked') OR "approved_by" IS NULL)
    AND ("state" <> 'approved' OR "approved_by" IS NOT NULL)
    AND ("state" = 'rejected') = ("rejected_by" IS NOT NULL)
    AND ("state" = 'revoked') = ("revoked_by" IS NOT NULL)
  ),
  -- Two people. What a release ships was reviewed where the release was made.
  ADD CONSTRAINT "dataset_two_people_check" CHECK (
    "approved_by" IS NULL OR "approved_by" = 'release' OR ("approved_by" <> "submitted_by" AND NOT coalesce("approved_by" = ANY ("authors"), true))
  );

ALTER TABLE "evidence"
  ADD CONSTRAINT "evidence_digest_check" CHECK ("digest" ~ '^sha256:[0-9a-f]{64}$'),
  ADD CONSTRAINT "evidence_bytes_check" CHECK ("bytes" > 0);

ALTER TABLE "consent_withdrawal" ADD CONSTRAINT "consent_withdrawal_consent_check" CHECK ("consent" >= 0);

-- A record's content never changes; its state goes forward, and what was written about an act stays.
CREATE FUNCTION "dataset_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'dataset records are kept for good: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW."digest", NEW."dataset_id", NEW."version", NEW."revision", NEW."title", NEW."issuer", NEW."licence",
      NEW."record"::text, NEW."created_at", NEW."expires_at", NEW."authors", NEW."drafted_by")
     IS DISTINCT FROM
     (OLD."digest", OLD."dataset_id", OLD."version", OLD."revision", OLD."title", OLD."issuer", OLD."licence",
      OLD."record"::text, OLD."created_at", OLD."expires_at", OLD."authors", OLD."drafted_by") THEN
    RAISE EXCEPTION 'the content of a dataset record never changes: UPDATE refused' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (OLD."submitted_by" IS NOT NULL AND (NEW."submitted_by", NEW."submitted_at") IS DISTINCT FROM (OLD."submitted_by", OLD."submitted_at"))
     OR (OLD."approved_by" IS NOT NULL AND (NEW."approved_by", NEW."approved_at") IS DISTINCT FROM (OLD."approved_by", OLD."approved_at"))
     OR (OLD."rejected_by" IS NOT NULL AND (NEW."rejected_by", NEW."rejected_at", NEW."rejection") IS DISTINCT FROM (OLD."rejected_by", OLD."rejected_at", OLD."rejection"))
     OR (OLD."revoked_by" IS NOT NULL AND (NEW."revoked_by", NEW."revoked_at", NEW."revocation") IS DISTINCT FROM (OLD."revoked_by", OLD."revoked_at", OLD."revocation")) THEN
    RAISE EXCEPTION 'what was done with a dataset record is kept as it was: UPDATE refused' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW."state" <> OLD."state" AND (OLD."state", NEW."state") NOT IN (
       ('draft', 'submitted'), ('submitted', 'approved'), ('submitted', 'rejected'),
       ('draft', 'revoked'), ('submitted', 'revoked'), ('approved', 'revoked'))
     AND NOT (OLD."state" = 'draft' AND NEW."state" = 'approved' AND NEW."approved_by" = 'release') THEN
    RAISE EXCEPTION 'a dataset record that is % does not become %', OLD."state", NEW."state" USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "dataset_keep" BEFORE UPDATE OR DELETE ON "dataset"
  FOR EACH ROW EXECUTE FUNCTION "dataset_refuse_change"();
CREATE TRIGGER "dataset_keep_all" BEFORE TRUNCATE ON "dataset"
  FOR EACH STATEMENT EXECUTE FUNCTION "dataset_refuse_change"();

CREATE FUNCTION "licence_record_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are kept as they were written: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "licence_grant_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "licence_grant"
  FOR EACH STATEMENT EXECUTE FUNCTION "licence_record_refuse_change"();
CREATE TRIGGER "dataset_source_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "dataset_source"
  FOR EACH STATEMENT EXECUTE FUNCTION "licence_record_refuse_change"();
CREATE TRIGGER "evidence_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "evidence"
  FOR EACH STATEMENT EXECUTE FUNCTION "licence_record_refuse_change"();
CREATE TRIGGER "consent_withdrawal_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "consent_withdrawal"
  FOR EACH STATEMENT EXECUTE FUNCTION "licence_record_refuse_change"();

-- One number that is raised with every change of what records stand for, in the same transaction: whoever decides reads it
-- and knows whether what it remembers is still all there is. A sequence would show before the change is committed.
ALTER TABLE "standing" ADD CONSTRAINT "standing_one_check" CHECK ("id" = 1);
INSERT INTO "standing" ("id", "revision") VALUES (1, 1);

CREATE FUNCTION "standing_raise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "standing" SET "revision" = "revision" + 1;
  RETURN NULL;
END $$;

CREATE TRIGGER "dataset_standing" AFTER INSERT OR UPDATE ON "dataset"
  FOR EACH STATEMENT EXECUTE FUNCTION "standing_raise"();
CREATE TRIGGER "consent_withdrawal_standing" AFTER INSERT ON "consent_withdrawal"
  FOR EACH STATEMENT EXECUTE FUNCTION "standing_raise"();
CREATE TRIGGER "checkpoint_version_standing" AFTER INSERT OR UPDATE OR DELETE ON "checkpoint_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "standing_raise"();
