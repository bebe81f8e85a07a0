export { PERMISSIONS, ROLES, type Permission, type Role } from './role';
export { may, requirePermission, type Actor } from './actor';
export { makeAccessKey, notAuthenticated, provesKey, readAccessKey, type NewAccessKey } from './access-key';
export { RELEASE, checkKeyHolder } from './key-holder';
export { localOperator } from './local-operator';
