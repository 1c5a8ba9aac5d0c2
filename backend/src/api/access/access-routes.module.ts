import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessModule } from '../../shared/access';
import { EngineModule } from '../../shared/engine';
import { HttpModule } from '../http';
import { AccessControl } from './access-control';
import { AccessGuard } from './access.guard';
import { AuditController } from './audit.controller';
import { SessionController } from './session.controller';
import { StreamGuard } from './stream-guard';

/** Who may do what, and who did. Guards every route of the process. */
@Module({
  imports: [AccessModule, EngineModule, HttpModule],
  controllers: [SessionController, AuditController],
  providers: [AccessControl, { provide: APP_GUARD, useClass: AccessGuard }, StreamGuard],
  exports: [AccessControl],
})
export class AccessRoutesModule {}
