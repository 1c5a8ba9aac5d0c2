import { Module } from '@nestjs/common';
import { EngineModule } from '../../shared/engine';
import { OpenRouterModule } from '../../shared/openrouter';
import { RedisModule } from '../../shared/redis';
import { AccessRoutesModule } from '../access';
import { HttpModule } from '../http';
import { WorkersModule } from '../workers';
import { HealthController } from './health.controller';
import { HealthService } from './health.service';

/** For probes and people. */
@Module({
  imports: [EngineModule, OpenRouterModule, RedisModule, AccessRoutesModule, HttpModule, WorkersModule],
  controllers: [HealthController],
  providers: [HealthService],
})
export class HealthModule {}
