-- AlterTable
ALTER TABLE "alias_move" ADD COLUMN     "percent" INTEGER;

-- AlterTable
ALTER TABLE "route_decision" ADD COLUMN     "algorithm" TEXT NOT NULL DEFAULT 'maquette-routing/1',
ADD COLUMN     "attempts" JSON NOT NULL DEFAULT '[]',
ADD COLUMN     "canary" BOOLEAN NOT NULL DEFAULT false;

-- Written by hand from here: what Prisma's schema language cannot say.

ALTER TABLE "alias_move"
  ADD CONSTRAINT "alias_move_percent_check" CHECK (
    "percent" IS NULL OR ("alias" = 'canary' AND "percent" BETWEEN 0 AND 100)
  );

-- Where aliases point decides what is routed to, as standings do: they are read together, at one number.
CREATE TRIGGER "alias_move_standing" AFTER INSERT ON "alias_move"
  FOR EACH STATEMENT EXECUTE FUNCTION "standing_raise"();
