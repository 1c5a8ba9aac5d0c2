import { Module } from '@nestjs/common';
import { QueueAges, TaskStats, type Keys } from '@workstream/engine';
import { EngineModule, KEYS } from '../../shared/engine';
import { REDIS_COMMANDS, RedisModule, type Redis } from '../../shared/redis';
import { HttpModule } from '../http';
import { FleetMetrics } from './fleet-metrics';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';

/** What a monitoring system asks for. */
@Module({
  imports: [EngineModule, RedisModule, HttpModule],
  controllers: [MetricsController],
  providers: [
    {
      provide: TaskStats,
      useFactory: (redis: Redis, keys: Keys) => new TaskStats({ redis, keys }),
      inject: [REDIS_COMMANDS, KEYS],
    },
    {
      provide: QueueAges,
      useFactory: (redis: Redis, keys: Keys) => new QueueAges({ redis, keys }),
      inject: [REDIS_COMMANDS, KEYS],
    },
    Metrics,
    FleetMetrics,
  ],
})
export class MetricsModule {}
