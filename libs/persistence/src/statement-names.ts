/** Most statements that are kept prepared on a connection; those that come later are planned each time. */
const MOST = 200;

/**
 * Names for the statements of the ledger, under which Postgres keeps them planned on each connection: planning one of them
 * takes longer than carrying it out. They begin with WITH; what Prisma writes itself has as many shapes as lists have
 * lengths, and is not named.
 */
export function statementNames(): (query: { sql: string }) => string | undefined {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (!/^\s*WITH\b/.test(sql)) return undefined;
    if (!names.has(sql) && names.size < MOST) names.set(sql, `maquette_${names.size}`);
    return names.get(sql);
  };
}
