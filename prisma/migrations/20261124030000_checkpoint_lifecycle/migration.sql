-- AlterTable
ALTER TABLE "checkpoint_version"
    ADD COLUMN "published_at" TIMESTAMPTZ(3),
    ADD COLUMN "published_by" TEXT,
    ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3),
    ADD COLUMN "withdrawn_by" TEXT,
    ADD COLUMN "withdrawal" TEXT;

-- CreateTable
CREATE TABLE "checkpoint_parent" (
    "record_digest" TEXT NOT NULL,
    "parent_digest" TEXT NOT NULL,
    "relation" TEXT NOT NULL,

    CONSTRAINT "checkpoint_parent_pkey" PRIMARY KEY ("record_digest","parent_digest","relation")
);

-- CreateTable
CREATE TABLE "alias_move" (
    "checkpoint_id" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "record_digest" TEXT NOT NULL,
    "moved_by" TEXT NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alias_move_pkey" PRIMARY KEY ("checkpoint_id","alias","number")
);

-- CreateIndex
CREATE INDEX "checkpoint_parent_parent_digest_idx" ON "checkpoint_parent"("parent_digest");

-- CreateIndex
CREATE INDEX "alias_move_record_digest_idx" ON "alias_move"("record_digest");

-- AddForeignKey
ALTER TABLE "checkpoint_parent" ADD CONSTRAINT "checkpoint_parent_record_digest_fkey" FOREIGN KEY ("record_digest") REFERENCES "checkpoint_version"("record_digest") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "checkpoint_parent" ADD CONSTRAINT "checkpoint_parent_parent_digest_fkey" FOREIGN KEY ("parent_digest") REFERENCES "checkpoint_version"("record_digest") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "alias_move" ADD CONSTRAINT "alias_move_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "alias_move" ADD CONSTRAINT "alias_move_record_digest_fkey" FOREIGN KEY ("record_digest") REFERENCES "checkpoint_version"("record_digest") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand from here.

INSERT INTO "checkpoint_parent" ("record_digest", "parent_digest", "relation")
SELECT child."record_digest", parent."record_digest", 'derived-from'
FROM "checkpoint_version" AS child
  CROSS JOIN LATERAL json_array_elements_text(
    CASE WHEN json_typeof(child."record" -> 'derivedFrom') = 'array' THEN child."record" -> 'derivedFrom' ELSE '[]' END
  ) AS reference
  JOIN "checkpoint_version" AS parent
    ON parent."checkpoint_id" || '@' || parent."version" = reference AND parent."superseded_at" IS NULL;

ALTER TABLE "checkpoint_version"
  -- registered → published → withdrawn; each act has its person and its time.
  ADD CONSTRAINT "checkpoint_version_publication_check" CHECK (
    num_nulls("published_at", "published_by") IN (0, 2)
    AND num_nulls("withdrawn_at", "withdrawn_by", "withdrawal") IN (0, 3)
    AND ("withdrawn_at" IS NULL OR ("published_at" IS NOT NULL AND "withdrawn_at" >= "published_at"))
    AND "published_by" <> '' AND "withdrawn_by" <> '' AND "withdrawal" <> ''
  );

ALTER TABLE "checkpoint_parent"
  ADD CONSTRAINT "checkpoint_parent_relation_check" CHECK ("relation" IN ('derived-from', 'fine-tuned-with')),
  ADD CONSTRAINT "checkpoint_parent_other_check" CHECK ("record_digest" <> "parent_digest");

ALTER TABLE "alias_move"
  ADD CONSTRAINT "alias_move_alias_check" CHECK ("alias" ~ '^[a-z][a-z0-9-]{0,62}$'),
  ADD CONSTRAINT "alias_move_number_check" CHECK ("number" >= 1);

-- A version's content never changes and no version goes; what was done with it is written once.
CREATE FUNCTION "checkpoint_version_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'checkpoint versions are kept for good: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW."record_digest", NEW."checkpoint_digest", NEW."checkpoint_id", NEW."version", NEW."record"::text, NEW."created_at")
     IS DISTINCT FROM
     (OLD."record_digest", OLD."checkpoint_digest", OLD."checkpoint_id", OLD."version", OLD."record"::text, OLD."created_at") THEN
    RAISE EXCEPTION 'the content of a checkpoint version never changes: UPDATE refused' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (OLD."published_at" IS NOT NULL AND (NEW."published_at", NEW."published_by") IS DISTINCT FROM (OLD."published_at", OLD."published_by"))
     OR (OLD."withdrawn_at" IS NOT NULL AND (NEW."withdrawn_at", NEW."withdrawn_by", NEW."withdrawal") IS DISTINCT FROM (OLD."withdrawn_at", OLD."withdrawn_by", OLD."withdrawal")) THEN
    RAISE EXCEPTION 'what was done with a checkpoint version is kept as it was: UPDATE refused' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "checkpoint_version_keep" BEFORE UPDATE OR DELETE ON "checkpoint_version"
  FOR EACH ROW EXECUTE FUNCTION "checkpoint_version_refuse_change"();
CREATE TRIGGER "checkpoint_version_keep_all" BEFORE TRUNCATE ON "checkpoint_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "checkpoint_version_refuse_change"();

CREATE FUNCTION "checkpoint_row_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are kept as they were written: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "dataset_use_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "dataset_use"
  FOR EACH STATEMENT EXECUTE FUNCTION "checkpoint_row_refuse_change"();
CREATE TRIGGER "checkpoint_parent_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "checkpoint_parent"
  FOR EACH STATEMENT EXECUTE FUNCTION "checkpoint_row_refuse_change"();
CREATE TRIGGER "alias_move_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "alias_move"
  FOR EACH STATEMENT EXECUTE FUNCTION "checkpoint_row_refuse_change"();

-- An alias points into its own checkpoint, at a version that is published now. The lock makes a withdrawal wait.
CREATE FUNCTION "alias_move_check"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "checkpoint_version"
    WHERE "record_digest" = NEW."record_digest" AND "checkpoint_id" = NEW."checkpoint_id"
      AND "published_at" IS NOT NULL AND "withdrawn_at" IS NULL AND "superseded_at" IS NULL
    FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an alias points at a published version of its own checkpoint' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "alias_move_check" BEFORE INSERT ON "alias_move"
  FOR EACH ROW EXECUTE FUNCTION "alias_move_check"();
