-- AlterTable
ALTER TABLE "access_key" ADD COLUMN     "expires_at" TIMESTAMPTZ(3);

-- Written by hand from here.

-- A join token may end by itself. A person's key is withdrawn instead.
ALTER TABLE "access_key"
  ADD CONSTRAINT "access_key_expiry_check" CHECK (
    "expires_at" IS NULL OR ("pool" IS NOT NULL AND "expires_at" > "created_at")
  );
