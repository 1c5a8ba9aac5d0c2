import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessModule } from '../../shared/access';
import { AccessControl } from './access-control';
import { AccessGuard } from './access.guard';
import { AuditController } from './audit.controller';
import { SessionController } from './session.controller';

/** Who may do what, and who did. Guards every route of the process. */
@Module({
  imports: [AccessModule],
  controllers: [SessionController, AuditController],
  providers: [AccessControl, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [AccessControl],
})
export class AccessRoutesModule {}
