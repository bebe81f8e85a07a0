-- AlterTable
ALTER TABLE "artefact" ADD COLUMN     "credential" TEXT;

-- CreateTable
CREATE TABLE "credential_root" (
    "fingerprint" TEXT NOT NULL,
    "certificate" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "credential_root_pkey" PRIMARY KEY ("fingerprint")
);

-- Written by hand from here: what Prisma's schema language cannot say.

-- What was published before there were credentials stays as it is, and is served no more; NOT VALID leaves those rows be.
ALTER TABLE "artefact"
  ADD CONSTRAINT "artefact_credential_check" CHECK ("kind" = 'scene' OR "credential" IS NOT NULL) NOT VALID,
  ADD CONSTRAINT "artefact_credential_label_check" CHECK (
    "credential" ~ '^urn:c2pa:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  );

ALTER TABLE "credential_root"
  ADD CONSTRAINT "credential_root_fingerprint_check" CHECK ("fingerprint" ~ '^sha256:[0-9a-f]{64}$'),
  ADD CONSTRAINT "credential_root_kind_check" CHECK ("kind" IN ('own', 'organisation'));

-- One root signs for an installation at a time.
CREATE UNIQUE INDEX "credential_root_current_key" ON "credential_root" ((TRUE)) WHERE "retired_at" IS NULL;
