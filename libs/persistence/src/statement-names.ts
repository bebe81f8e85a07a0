/** Most statements that are kept prepared on a connection; those that come later are planned each time. */
const MOST = 200;

/**
 * Names for the statements that are written by hand, under which Postgres keeps them planned on each connection: planning
 * one takes longer than carrying it out. What Prisma writes itself (it names the schema of each table) has as many shapes
 * as lists have lengths, and stays without.
 */
export function statementNames(): (query: { sql: string }) => string | undefined {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (sql.includes('"public"."')) return undefined;
    if (!names.has(sql) && names.size < MOST) names.set(sql, `maquette_${names.size}`);
    return names.get(sql);
  };
}
