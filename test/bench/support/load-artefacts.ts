import { Client } from 'pg';

/** Artefacts of one generation: clip, poster, scene and kept frames. */
const EACH = 4;

/**
 * Writes completed generations with `artefacts` artefacts in all, spread evenly over the checkpoints that are registered,
 * by the database's own means.
 */
export async function loadArtefacts(url: string, artefacts: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const generations = Math.ceil(artefacts / EACH);
    await client.query(DECISIONS, [generations]);
    await client.query(GENERATIONS);
    await client.query(ARTEFACTS, [EACH, artefacts]);
    await client.query('ANALYZE route_decision, generation, artefact, dataset_use, checkpoint_version');
  } finally {
    await client.end();
  }
}

const DECISIONS = `
  INSERT INTO route_decision (id, outcome, domain, confidence, checkpoint, checkpoint_digest, record_digest, pool, reasons, candidates)
  SELECT 'dec_' || lpad(n::text, 8, '0'), 'classified', 'architecture', 0.9, version.reference, version.checkpoint_digest,
         version.record_digest, 'local-cpu', '{}', '[]'
  FROM generate_series(0, $1::integer - 1) AS n
  JOIN (
    SELECT row_number() OVER (ORDER BY record_digest) - 1 AS number, count(*) OVER () AS versions,
           checkpoint_id || '@' || version AS reference, checkpoint_digest, record_digest
    FROM checkpoint_version
  ) AS version ON version.number = n % version.versions`;

const GENERATIONS = `
  INSERT INTO generation (id, state, lease_epoch, request, scene, decision_id, pool, checkpoint, frames_done, frames_total, completed_at)
  SELECT 'gen_' || substr(id, 5), 'completed', 1, '{}', '{}', id, pool, checkpoint, 1, 1, now()
  FROM route_decision`;

const ARTEFACTS = `
  INSERT INTO artefact (id, generation_id, kind, digest, media_type, bytes, frame, credential, lease_epoch)
  SELECT 'art_' || lpad(number::text, 10, '0'), generation_id, kind, 'sha256:' || encode(sha256(number::text::bytea), 'hex'),
         media_type, 1000, frame, credential, 1
  FROM (
    SELECT id AS generation_id, row_number() OVER (ORDER BY id, part) AS number,
           (ARRAY['video', 'poster', 'scene', 'frame'])[part] AS kind,
           (ARRAY['video/mp4', 'image/jpeg', 'application/json', 'image/png'])[part] AS media_type,
           CASE WHEN part = 4 THEN 0 END AS frame,
           CASE WHEN part <> 3 THEN 'urn:c2pa:' || gen_random_uuid() END AS credential
    FROM generation CROSS JOIN generate_series(1, $1::integer) AS part
  ) AS all_of_them WHERE number <= $2::integer`;
