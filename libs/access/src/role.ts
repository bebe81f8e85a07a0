/**
 * What somebody does for the organisation. A person may have several; what each may do is in PERMISSIONS.
 * `viewer` reads records; `licensing` keeps licence records; `auditor` reads everything, evidence included; `engineer`
 * brings checkpoints; `operator` runs pools and decides what production uses; `admin` hands out access keys; `worker` is no person: the join
 * token of a pool, which opens nothing else.
 */
export const ROLES = ['viewer', 'licensing', 'auditor', 'engineer', 'operator', 'admin', 'worker'] as const;
export type Role = (typeof ROLES)[number];

/** Every act that is not open to all, with the roles that may do it. */
export const PERMISSIONS = {
  'record.read': ['viewer', 'licensing', 'auditor', 'engineer', 'operator', 'admin'],
  'dataset.draft': ['licensing', 'engineer'],
  'dataset.submit': ['licensing', 'engineer'],
  'dataset.approve': ['licensing'],
  'dataset.revoke': ['licensing', 'operator'],
  'evidence.read': ['licensing', 'auditor'],
  'checkpoint.import': ['engineer', 'operator'],
  'checkpoint.publish': ['engineer', 'operator'],
  'checkpoint.withdraw': ['engineer', 'operator', 'licensing'],
  'alias.move': ['engineer', 'operator'],
  'alias.move-protected': ['operator'],
  'audit.read': ['auditor', 'licensing', 'operator', 'admin'],
  'pack.export': ['auditor', 'licensing'],
  'priority.high': ['licensing', 'engineer', 'operator', 'admin'],
  'priority.urgent': ['operator', 'admin'],
  'pool.read': ['engineer', 'operator', 'auditor', 'admin'],
  'pool.manage': ['operator'],
  'metrics.read': ['operator', 'admin', 'auditor'],
  'access.manage': ['admin'],
  'credential-root.adopt': ['admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;
