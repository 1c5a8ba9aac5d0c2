export { AccessModule } from './access.module';
export { AccessLimits, type RequestAllowance } from './access-limits';
export { ApiKeys, type ApiKey } from './api-keys';
export { AuditLog } from './audit-log';
export { Sessions, type OpenSession } from './sessions';
