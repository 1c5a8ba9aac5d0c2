import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Promoter, Reaper, Retention, TaskQueue, type Keys } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { EngineModule, KEYS } from '../../shared/engine';
import { EngineLogger } from '../../shared/logging';
import { REDIS_COMMANDS, RedisModule, type Redis } from '../../shared/redis';
import { MemoryGuard } from './memory-guard';
import { Scheduler } from './scheduler';

const createReaper = (redis: Redis, keys: Keys, queue: TaskQueue, { tasks }: AppConfig): Reaper =>
  new Reaper({ redis, keys, queue, maxCrashes: tasks.maxCrashes, logger: new EngineLogger('Reaper') });

const createRetention = (redis: Redis, keys: Keys, queue: TaskQueue, { retention }: AppConfig): Retention =>
  new Retention({ redis, keys, queue, ...retention, logger: new EngineLogger('Retention') });

/** Timed work, and the only place that knows of timers. */
@Module({
  imports: [EngineModule, RedisModule, ScheduleModule.forRoot()],
  providers: [
    { provide: Promoter, useFactory: (queue: TaskQueue) => new Promoter({ queue }), inject: [TaskQueue] },
    { provide: Reaper, useFactory: createReaper, inject: [REDIS_COMMANDS, KEYS, TaskQueue, APP_CONFIG] },
    { provide: Retention, useFactory: createRetention, inject: [REDIS_COMMANDS, KEYS, TaskQueue, APP_CONFIG] },
    Scheduler,
    MemoryGuard,
  ],
})
export class SchedulerModule {}
