export { PERMISSIONS, ROLES, type Permission, type Role } from './role';
export { may, requirePermission, type Actor } from './actor';
