-- AlterTable
ALTER TABLE "access_key" ADD COLUMN     "pool" TEXT;

-- AlterTable
ALTER TABLE "generation" ADD COLUMN     "trace" TEXT;

-- Written by hand from here.

-- A join token is the key of a worker, for one pool, and opens nothing else.
ALTER TABLE "access_key"
  DROP CONSTRAINT "access_key_roles_check",
  ADD CONSTRAINT "access_key_roles_check" CHECK (
    cardinality("roles") > 0
    AND "roles" <@ ARRAY['viewer', 'licensing', 'auditor', 'engineer', 'operator', 'admin', 'worker']
  ),
  ADD CONSTRAINT "access_key_pool_check" CHECK (
    ('worker' = ANY ("roles")) = ("pool" IS NOT NULL) AND ("pool" IS NULL OR cardinality("roles") = 1)
  );

ALTER TABLE "generation"
  ADD CONSTRAINT "generation_trace_check" CHECK ("trace" ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
