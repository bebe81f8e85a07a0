-- AlterTable
ALTER TABLE "pool" ADD COLUMN     "given_labels" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "client_turn_pool_turn_idx" ON "client_turn"("pool", "turn");

-- Written by hand from here: what Prisma's schema language cannot say.

-- Of each client the first that waits of a priority and checkpoint, without looking at those behind it.
DROP INDEX "generation_waiting_idx";
CREATE INDEX "generation_waiting_idx" ON "generation"
  ("pool", "client", "priority", "checkpoint", "deadline", "created_at", "id") WHERE "state" = 'queued';
CREATE INDEX "generation_deadline_idx" ON "generation" ("pool", "deadline") WHERE "state" = 'queued' AND "deadline" IS NOT NULL;
CREATE INDEX "client_turn_saved_idx" ON "client_turn" ("pool", "client") WHERE "deficit" > 0;

-- Whose turn it is on a pool: nextTurn of libs/routing, asked of the database, so that a claim is one statement. A test
-- takes drawn histories through both. The figures of the rule are given, since libs/routing has them. Holds a lock of the
-- pool until the transaction ends: workers of a pool take their turns one after the other, and none waits for those of
-- another. `turns`: what clients have saved up afterwards, as far as it changes; null where a turn costs nothing.
-- No row: nothing waits that the device can take. `held`: something does, but its clients have as many running as they may.
CREATE FUNCTION "next_turn"(
  of_pool TEXT, for_kind TEXT, for_memory BIGINT, warm TEXT[],
  quantum FLOAT8, ageing FLOAT8, warm_debt FLOAT8, warm_patience FLOAT8
) RETURNS TABLE (id TEXT, overdue BOOLEAN, held BOOLEAN, turns JSON)
  LANGUAGE plpgsql VOLATILE
  -- Planning it anew would take ten times as long as carrying it out; and what was planned while little had been done has
  -- to hold for a table that grew since: the indexes above are right for every size.
  SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
AS $$
#variable_conflict use_column
DECLARE
  at TIMESTAMPTZ;
  most INTEGER;
  working BOOLEAN;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('maquette.turn'), hashtext(of_pool));
  at := clock_timestamp(); -- not now(): what others accepted while the lock was waited for counts
  SELECT state <> 'paused', client_running INTO working, most FROM pool WHERE pool.id = of_pool;
  IF NOT working THEN -- null: nobody entered the pool yet, so nobody paused it
    RETURN;
  END IF;

  -- What costs no turn: what lost its worker, since its client has paid already, and what is not carried out because its
  -- deadline passed before anybody began it.
  RETURN QUERY
  (SELECT generation.id, FALSE, FALSE, NULL::json FROM generation
   WHERE pool = of_pool AND state = 'running' AND lease_expires_at <= at
   ORDER BY created_at, generation.id LIMIT 1)
  UNION ALL
  (SELECT generation.id, TRUE, FALSE, NULL::json FROM generation
   WHERE pool = of_pool AND state = 'queued' AND deadline <= at AND attempts = 0 AND queued_at <= at
   ORDER BY created_at, generation.id LIMIT 1)
  LIMIT 1;
  IF FOUND THEN
    RETURN;
  END IF;

  RETURN QUERY
  -- Which clients wait, with which priorities and for which checkpoints: one look into the index each.
  WITH RECURSIVE kind AS (
    (SELECT client, priority, checkpoint FROM generation
     WHERE pool = of_pool AND state = 'queued' ORDER BY client, priority, checkpoint LIMIT 1)
    UNION ALL
    SELECT following.* FROM kind, LATERAL (
      SELECT g.client, g.priority, g.checkpoint FROM generation AS g
      WHERE g.pool = of_pool AND g.state = 'queued'
        AND (g.client, g.priority, g.checkpoint) > (kind.client, kind.priority, kind.checkpoint)
      ORDER BY g.client, g.priority, g.checkpoint LIMIT 1) AS following
  ), able AS (
    SELECT * FROM kind WHERE NOT EXISTS (
      SELECT 1 FROM checkpoint_measure AS measure
      WHERE measure.checkpoint = kind.checkpoint AND measure.device_kind = for_kind AND measure.memory_bytes > for_memory)
  ), occupied AS (
    SELECT client FROM generation
    WHERE most IS NOT NULL AND pool = of_pool AND state = 'running'
    GROUP BY client HAVING count(*) >= most
  ), waiting AS (
    SELECT able.client, able.checkpoint, one.*, able.checkpoint = ANY(warm) AS is_warm,
           least(3, able.priority + floor(greatest(0, extract(epoch FROM at - one.created_at)) / ageing)::int) AS class,
           able.client IN (SELECT client FROM occupied) AS occupied
    FROM able, LATERAL (
      -- Of those without a deadline the oldest comes first, whatever the class; those with one are few.
      (SELECT g.id, g.deadline, g.created_at, g.expected_seconds FROM generation AS g
       WHERE g.pool = of_pool AND g.state = 'queued' AND g.client = able.client AND g.priority = able.priority
         AND g.checkpoint = able.checkpoint AND g.deadline IS NULL AND g.queued_at <= at
       ORDER BY g.deadline, g.created_at, g.id LIMIT 1) -- in the order of the index, so that it is read no further
      UNION ALL
      (SELECT g.id, g.deadline, g.created_at, g.expected_seconds FROM generation AS g
       WHERE g.pool = of_pool AND g.state = 'queued' AND g.client = able.client AND g.priority = able.priority
         AND g.checkpoint = able.checkpoint AND g.deadline IS NOT NULL AND g.queued_at <= at)) AS one
  ), served AS (
    SELECT * FROM waiting
    WHERE NOT occupied AND class = (SELECT max(class) FROM waiting WHERE NOT occupied)
  ), first AS (
    SELECT DISTINCT ON (client) * FROM served ORDER BY client, deadline NULLS LAST, created_at, id
  ), warmest AS (
    SELECT DISTINCT ON (client) * FROM served WHERE is_warm ORDER BY client, deadline NULLS LAST, created_at, id
  ), offer AS (
    SELECT first.client, warmest.id IS NOT NULL AND (patient OR warmest.id = first.id) AS is_warm,
           CASE WHEN patient THEN coalesce(warmest.id, first.id) ELSE first.id END AS id,
           CASE WHEN patient THEN coalesce(warmest.expected_seconds, first.expected_seconds)
                ELSE first.expected_seconds END AS seconds
    FROM first LEFT JOIN warmest USING (client),
      LATERAL (SELECT first.deadline IS NULL AND extract(epoch FROM at - first.created_at) < warm_patience) AS own(patient)
  ), bid AS (
    SELECT offer.*, coalesce(deficit, 0) AS saved, coalesce(turn, 0) AS turn,
           greatest(0, ceil((seconds - coalesce(deficit, 0) - CASE WHEN is_warm THEN warm_debt ELSE 0 END) / quantum)) AS rounds
    FROM offer LEFT JOIN client_turn ON client_turn.pool = of_pool AND client_turn.client = offer.client
  ), chosen AS (
    SELECT * FROM bid ORDER BY rounds, is_warm DESC, turn, client COLLATE "C" LIMIT 1
  ), paid AS (
    SELECT bid.client,
           bid.saved + chosen.rounds * quantum - CASE WHEN bid.client = chosen.client THEN chosen.seconds ELSE 0 END AS deficit,
           CASE WHEN bid.client = chosen.client THEN 1 + (
             SELECT coalesce(max(turn), 0) FROM client_turn WHERE pool = of_pool) ELSE bid.turn END AS turn
    FROM bid, chosen
    WHERE chosen.rounds > 0 OR bid.client = chosen.client
    UNION ALL
    -- Whoever has nothing waiting saves nothing up.
    SELECT client, 0, turn FROM client_turn
    WHERE pool = of_pool AND deficit > 0 AND client NOT IN (SELECT client FROM waiting)
  )
  SELECT chosen.id, FALSE, chosen.id IS NULL, (SELECT json_agg(paid) FROM paid)
  FROM (SELECT 1 FROM waiting LIMIT 1) AS anything LEFT JOIN chosen ON TRUE;
END $$;
