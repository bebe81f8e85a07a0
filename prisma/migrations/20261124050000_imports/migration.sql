-- CreateTable
CREATE TABLE "import_attempt" (
    "id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "code" TEXT,
    "source_name" TEXT NOT NULL,
    "source_kind" TEXT,
    "reference" TEXT,
    "checkpoint_digest" TEXT,
    "record_digest" TEXT,
    "files" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "problems" JSON NOT NULL,
    "by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installed_folder" (
    "place" TEXT NOT NULL,
    "record_digest" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installed_folder_pkey" PRIMARY KEY ("place")
);

-- CreateTable
CREATE TABLE "installed_file" (
    "place" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "installed_file_pkey" PRIMARY KEY ("place","path")
);

-- CreateIndex
CREATE INDEX "import_attempt_outcome_id_idx" ON "import_attempt"("outcome", "id");

-- CreateIndex
CREATE INDEX "installed_folder_import_id_idx" ON "installed_folder"("import_id");

-- CreateIndex
CREATE INDEX "installed_file_digest_idx" ON "installed_file"("digest");

-- AddForeignKey
ALTER TABLE "installed_folder" ADD CONSTRAINT "installed_folder_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import_attempt"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "installed_file" ADD CONSTRAINT "installed_file_place_fkey" FOREIGN KEY ("place") REFERENCES "installed_folder"("place") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand from here.

ALTER TABLE "import_attempt"
  ADD CONSTRAINT "import_attempt_outcome_check" CHECK ("outcome" IN ('accepted', 'unchanged', 'refused')),
  ADD CONSTRAINT "import_attempt_kind_check" CHECK ("source_kind" IN ('folder', 'zip', 'tar', 'tgz')),
  -- A refusal says why; what was accepted is named.
  ADD CONSTRAINT "import_attempt_refusal_check" CHECK (
    ("outcome" = 'refused') = ("code" IS NOT NULL)
    AND ("outcome" = 'refused' OR num_nulls("reference", "checkpoint_digest", "record_digest") = 0)
  ),
  ADD CONSTRAINT "import_attempt_counts_check" CHECK ("files" >= 0 AND "bytes" >= 0 AND "by" <> '');

ALTER TABLE "installed_folder"
  ADD CONSTRAINT "installed_folder_place_check" CHECK (
    "place" ~ '^[a-z]+/[a-z0-9][a-z0-9.-]*/[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$'
  ),
  ADD CONSTRAINT "installed_folder_digest_check" CHECK ("record_digest" ~ '^sha256:[0-9a-f]{64}$');

ALTER TABLE "installed_file"
  -- Relative, forward slashes, no part that leads upwards: what is materialised from here stays in its folder.
  ADD CONSTRAINT "installed_file_path_check" CHECK (
    "path" ~ '^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$'
  ),
  ADD CONSTRAINT "installed_file_digest_check" CHECK ("digest" ~ '^sha256:[0-9a-f]{64}$' AND "bytes" >= 0);

CREATE FUNCTION "import_row_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are kept as they were written: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "import_attempt_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "import_attempt"
  FOR EACH STATEMENT EXECUTE FUNCTION "import_row_refuse_change"();
CREATE TRIGGER "installed_folder_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "installed_folder"
  FOR EACH STATEMENT EXECUTE FUNCTION "import_row_refuse_change"();
CREATE TRIGGER "installed_file_keep" BEFORE UPDATE OR DELETE OR TRUNCATE ON "installed_file"
  FOR EACH STATEMENT EXECUTE FUNCTION "import_row_refuse_change"();
