-- CreateTable
CREATE TABLE "access_key" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "hash" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_key_pkey" PRIMARY KEY ("id")
);

-- Written by hand from here.

-- One key in force for each person. An expression, because Prisma's schema language has no partial indexes.
CREATE UNIQUE INDEX "access_key_in_force_key" ON "access_key" ((CASE WHEN "withdrawn_at" IS NULL THEN "name" END));

ALTER TABLE "access_key"
  ADD CONSTRAINT "access_key_id_check" CHECK ("id" ~ '^[0-9a-f]{16}$'),
  ADD CONSTRAINT "access_key_hash_check" CHECK ("hash" ~ '^sha256:[0-9a-f]{64}$'),
  ADD CONSTRAINT "access_key_roles_check" CHECK (
    cardinality("roles") > 0
    AND "roles" <@ ARRAY['viewer', 'licensing', 'auditor', 'engineer', 'operator', 'admin']
  );

-- A key can only be withdrawn, once; its row stays, so that names in the audit log keep their meaning.
CREATE FUNCTION "access_key_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."withdrawn_at" IS NULL AND NEW."withdrawn_at" IS NOT NULL
     AND (to_jsonb(NEW) - 'withdrawn_at') = (to_jsonb(OLD) - 'withdrawn_at') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'access keys can only be withdrawn: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "access_key_append_only" BEFORE UPDATE OR DELETE ON "access_key"
  FOR EACH ROW EXECUTE FUNCTION "access_key_refuse_change"();
