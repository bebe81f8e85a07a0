-- CreateTable
CREATE TABLE "dataset" (
    "digest" TEXT NOT NULL,
    "dataset_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "record" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "licence_grant" (
    "dataset_digest" TEXT NOT NULL,
    "grant_id" TEXT NOT NULL,
    "licensor" TEXT NOT NULL,
    "licensee" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "terms" JSON NOT NULL,

    CONSTRAINT "licence_grant_pkey" PRIMARY KEY ("dataset_digest","grant_id")
);

-- CreateTable
CREATE TABLE "checkpoint" (
    "id" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkpoint_version" (
    "record_digest" TEXT NOT NULL,
    "checkpoint_digest" TEXT NOT NULL,
    "checkpoint_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "record" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "checkpoint_version_pkey" PRIMARY KEY ("record_digest")
);

-- CreateTable
CREATE TABLE "dataset_use" (
    "record_digest" TEXT NOT NULL,
    "dataset_digest" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "dataset_use_pkey" PRIMARY KEY ("record_digest","dataset_digest","role")
);

-- CreateTable
CREATE TABLE "pool" (
    "id" TEXT NOT NULL,
    "domains" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "process_id" INTEGER NOT NULL,
    "device" TEXT NOT NULL,
    "memory_bytes" BIGINT NOT NULL,
    "warm_checkpoints" TEXT[],
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "generation" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "request" JSON NOT NULL,
    "scene" JSON NOT NULL,
    "decision_id" TEXT NOT NULL,
    "pool" TEXT NOT NULL,
    "checkpoint" TEXT NOT NULL,
    "lease_epoch" INTEGER NOT NULL DEFAULT 0,
    "lease_expires_at" TIMESTAMPTZ(3),
    "worker_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "frames_done" INTEGER NOT NULL DEFAULT 0,
    "frames_total" INTEGER NOT NULL,
    "error_code" TEXT,
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "generation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "route_decision" (
    "id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "domain" TEXT,
    "confidence" DOUBLE PRECISION NOT NULL,
    "checkpoint" TEXT,
    "checkpoint_digest" TEXT,
    "record_digest" TEXT,
    "pool" TEXT,
    "reasons" TEXT[],
    "candidates" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "route_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "artefact" (
    "id" TEXT NOT NULL,
    "generation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "frame" INTEGER,
    "lease_epoch" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "artefact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "sequence" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" JSON NOT NULL,
    "leaf_hash" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE INDEX "dataset_dataset_id_version_idx" ON "dataset"("dataset_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "checkpoint_domain_name_key" ON "checkpoint"("domain", "name");

-- CreateIndex
CREATE INDEX "checkpoint_version_checkpoint_id_version_idx" ON "checkpoint_version"("checkpoint_id", "version");

-- CreateIndex
CREATE INDEX "checkpoint_version_checkpoint_digest_idx" ON "checkpoint_version"("checkpoint_digest");

-- CreateIndex
CREATE INDEX "dataset_use_dataset_digest_idx" ON "dataset_use"("dataset_digest");

-- CreateIndex
CREATE INDEX "worker_pool_id_last_seen_at_idx" ON "worker"("pool_id", "last_seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "generation_decision_id_key" ON "generation"("decision_id");

-- CreateIndex
CREATE INDEX "generation_pool_state_queued_at_idx" ON "generation"("pool", "state", "queued_at");

-- CreateIndex
CREATE INDEX "route_decision_record_digest_idx" ON "route_decision"("record_digest");

-- CreateIndex
CREATE INDEX "artefact_digest_idx" ON "artefact"("digest");

-- CreateIndex
CREATE INDEX "artefact_generation_id_idx" ON "artefact"("generation_id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_sequence_idx" ON "audit_entry"("subject", "sequence");

-- CreateIndex
CREATE INDEX "audit_entry_kind_sequence_idx" ON "audit_entry"("kind", "sequence");

-- AddForeignKey
ALTER TABLE "licence_grant" ADD CONSTRAINT "licence_grant_dataset_digest_fkey" FOREIGN KEY ("dataset_digest") REFERENCES "dataset"("digest") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "checkpoint_version" ADD CONSTRAINT "checkpoint_version_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "dataset_use" ADD CONSTRAINT "dataset_use_record_digest_fkey" FOREIGN KEY ("record_digest") REFERENCES "checkpoint_version"("record_digest") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "dataset_use" ADD CONSTRAINT "dataset_use_dataset_digest_fkey" FOREIGN KEY ("dataset_digest") REFERENCES "dataset"("digest") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "worker" ADD CONSTRAINT "worker_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "pool"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "generation" ADD CONSTRAINT "generation_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "route_decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "route_decision" ADD CONSTRAINT "route_decision_record_digest_fkey" FOREIGN KEY ("record_digest") REFERENCES "checkpoint_version"("record_digest") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "artefact" ADD CONSTRAINT "artefact_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Written by hand from here: what Prisma's schema language cannot say.

-- One current record for each version number.
CREATE UNIQUE INDEX "dataset_current_key" ON "dataset" ("dataset_id", (CASE WHEN "superseded_at" IS NULL THEN "version" END));
CREATE UNIQUE INDEX "checkpoint_version_current_key" ON "checkpoint_version" ("checkpoint_id", (CASE WHEN "superseded_at" IS NULL THEN "version" END));

-- A generation publishes each thing once.
CREATE UNIQUE INDEX "artefact_once_key" ON "artefact" ("generation_id", "kind", (coalesce("frame", -1)));

ALTER TABLE "dataset"
  ADD CONSTRAINT "dataset_digest_check" CHECK ("digest" ~ '^sha256:[0-9a-f]{64}$');

ALTER TABLE "checkpoint"
  ADD CONSTRAINT "checkpoint_id_check" CHECK ("id" = "domain" || '/' || "name");

ALTER TABLE "checkpoint_version"
  ADD CONSTRAINT "checkpoint_version_digests_check" CHECK (
    "record_digest" ~ '^sha256:[0-9a-f]{64}$' AND "checkpoint_digest" ~ '^sha256:[0-9a-f]{64}$'
  );

ALTER TABLE "route_decision"
  ADD CONSTRAINT "route_decision_outcome_check" CHECK (
    "outcome" IN ('classified', 'unclassified', 'skipped_by_policy', 'unavailable', 'unlicensed')
  ),
  ADD CONSTRAINT "route_decision_confidence_check" CHECK ("confidence" BETWEEN 0 AND 1),
  -- A decision for a checkpoint names bytes, record and pool, so that its datasets can be walked to.
  ADD CONSTRAINT "route_decision_checkpoint_check" CHECK (
    "outcome" <> 'classified' OR num_nulls("checkpoint", "checkpoint_digest", "record_digest", "pool") = 0
  );

ALTER TABLE "generation"
  ADD CONSTRAINT "generation_state_check" CHECK ("state" IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  ADD CONSTRAINT "generation_counts_check" CHECK (
    "lease_epoch" >= 0 AND "attempts" >= 0 AND "frames_total" >= 1 AND "frames_done" BETWEEN 0 AND "frames_total"
  ),
  -- Only a running generation has a lease, and it has a holder.
  ADD CONSTRAINT "generation_lease_check" CHECK (
    ("state" = 'running') = ("lease_expires_at" IS NOT NULL) AND ("state" <> 'running' OR "worker_id" IS NOT NULL)
  ),
  ADD CONSTRAINT "generation_completed_check" CHECK (
    ("state" IN ('completed', 'failed', 'cancelled')) = ("completed_at" IS NOT NULL)
  ),
  ADD CONSTRAINT "generation_error_check" CHECK (
    num_nulls("error_code", "error_message") IN (0, 2)
    AND ("state" <> 'failed' OR "error_code" IS NOT NULL)
    AND ("state" <> 'completed' OR "error_code" IS NULL)
  );

ALTER TABLE "artefact"
  ADD CONSTRAINT "artefact_kind_check" CHECK ("kind" IN ('video', 'poster', 'frame', 'scene')),
  ADD CONSTRAINT "artefact_frame_check" CHECK (("kind" = 'frame') = ("frame" IS NOT NULL) AND coalesce("frame", 0) >= 0),
  ADD CONSTRAINT "artefact_bytes_check" CHECK ("bytes" >= 0),
  ADD CONSTRAINT "artefact_digest_check" CHECK ("digest" ~ '^sha256:[0-9a-f]{64}$');

ALTER TABLE "audit_entry"
  ADD CONSTRAINT "audit_entry_leaf_check" CHECK (
    "leaf_hash" = sha256('\x00'::bytea || convert_to("body"::text, 'UTF8'))
  ),
  ADD CONSTRAINT "audit_entry_body_check" CHECK (
    "body" ->> 'kind' = "kind" AND "body" ->> 'subject' = "subject" AND octet_length("body"::text) <= 65535
  );

-- Entries are numbered 0, 1, 2, … in the order in which their transactions commit: the lock is held until then.
CREATE FUNCTION "audit_entry_number"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('maquette.audit_entry'));
  NEW."sequence" := (SELECT coalesce(max("sequence") + 1, 0) FROM "audit_entry");
  RETURN NEW;
END $$;

CREATE TRIGGER "audit_entry_number" BEFORE INSERT ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "audit_entry_number"();

CREATE FUNCTION "audit_entry_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_entry_refuse_change"();
