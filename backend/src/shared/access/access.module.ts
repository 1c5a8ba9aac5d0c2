import { Module } from '@nestjs/common';
import { EngineModule } from '../engine';
import { RedisModule } from '../redis';
import { AccessLimits } from './access-limits';
import { ApiKeys } from './api-keys';
import { AuditLog } from './audit-log';
import { Sessions } from './sessions';

/** Keys, sessions, limits and the audit trail: who may do what, and who did. */
@Module({
  imports: [EngineModule, RedisModule],
  providers: [ApiKeys, Sessions, AccessLimits, AuditLog],
  exports: [ApiKeys, Sessions, AccessLimits, AuditLog],
})
export class AccessModule {}
