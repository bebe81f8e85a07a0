import { Client } from 'pg';

const CHUNK = 50_000;

export interface LoadOptions {
  /** Entries are spread over this many subjects `gen_load_0`, `gen_load_1`, … Default: one subject for every four. */
  subjects?: number;
  /** Called after every chunk with the entries written so far. */
  progress?: (done: number) => void;
}

/**
 * Appends `count` entries by the database's own means, as appendAuditEntry would write them: a million in a minute. They
 * wait to be taken in; AuditLog.sync does that.
 */
export async function loadAuditEntries(url: string, count: number, options: LoadOptions = {}): Promise<void> {
  const { subjects = Math.ceil(count / 4), progress = () => undefined } = options;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (let done = 0; done < count;) {
      const size = Math.min(CHUNK, count - done);
      await client.query(INSERT, [done, done + size - 1, subjects]);
      progress((done += size));
    }
    await client.query('ANALYZE audit_pending');
  } finally {
    await client.end();
  }
}

/** The body is canonical JSON, as libs/audit writes it: members sorted, no white space, a time of 24 characters. */
const INSERT = `
  INSERT INTO audit_pending (kind, subject, body, leaf_hash)
  SELECT 'generation.completed', subject, body::json, sha256('\\x00'::bytea || convert_to(body, 'UTF8'))
  FROM (
    SELECT subject, format(
      '{"at":"%s","data":{"artefacts":[{"digest":"sha256:%s","kind":"video"}],"leaseEpoch":1,"worker":"wrk_load"},"kind":"generation.completed","subject":"%s","version":1}',
      to_char(timestamp '2026-01-01' + i * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
      encode(sha256(i::text::bytea), 'hex'), subject) AS body
    FROM (SELECT i, 'gen_load_' || i % $3::integer AS subject FROM generate_series($1::integer, $2::integer) AS i) AS numbered
  ) AS written`;
