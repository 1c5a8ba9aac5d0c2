export { Access, Public } from './access';
export { AccessControl } from './access-control';
export { auditTrail } from './audit-trail';
export { AccessRoutesModule } from './access-routes.module';
export { guardDocs } from './guard-docs';
export { refuseOpenDoor } from './refuse-open-door';
