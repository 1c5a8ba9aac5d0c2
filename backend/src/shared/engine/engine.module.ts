import { Module } from '@nestjs/common';
import {
  createKeys,
  StorageGuard,
  QueueEvents,
  QueueMonitor,
  systemClock,
  TaskQueue,
  TaskStore,
  WorkerRegistry,
  type Clock,
  type Keys,
} from '@workstream/engine';
import type { Redis } from 'ioredis';
import { APP_CONFIG, type AppConfig } from '../config';
import { EngineLogger } from '../logging';
import { REDIS_COMMANDS, REDIS_SUBSCRIBER, RedisModule } from '../redis';

/** Token of the engine's `Keys`. */
export const KEYS = Symbol('KEYS');

/** Token of the process's `Clock`. */
export const CLOCK = Symbol('CLOCK');

const commands = [REDIS_COMMANDS, KEYS];

/** The engine's classes as providers, on this process's connections. */
@Module({
  imports: [RedisModule],
  providers: [
    { provide: CLOCK, useValue: systemClock },
    { provide: KEYS, useFactory: (config: AppConfig) => createKeys(config.redis.keyPrefix), inject: [APP_CONFIG] },
    {
      provide: TaskQueue,
      useFactory: (redis: Redis, keys: Keys, { tasks }: AppConfig) => {
        const { maxAgeMs, retryShare } = tasks;
        return new TaskQueue({ redis, keys, maxAgeMs, retryShare });
      },
      inject: [...commands, APP_CONFIG],
    },
    { provide: TaskStore, useFactory: (redis: Redis, keys: Keys) => new TaskStore({ redis, keys }), inject: commands },
    {
      provide: QueueMonitor,
      useFactory: (redis: Redis, keys: Keys, { tasks }: AppConfig) =>
        new QueueMonitor({ redis, keys, retryShare: tasks.retryShare }),
      inject: [...commands, APP_CONFIG],
    },
    {
      provide: WorkerRegistry,
      useFactory: (redis: Redis, keys: Keys) => new WorkerRegistry({ redis, keys }),
      inject: commands,
    },
    {
      provide: StorageGuard,
      useFactory: (redis: Redis, keys: Keys, clock: Clock) => new StorageGuard({ redis, keys, clock }),
      inject: [...commands, CLOCK],
    },
    {
      provide: QueueEvents,
      useFactory: (subscriber: Redis, keys: Keys) =>
        new QueueEvents({ subscriber, keys, logger: new EngineLogger('QueueEvents') }),
      inject: [REDIS_SUBSCRIBER, KEYS],
    },
  ],
  exports: [CLOCK, KEYS, StorageGuard, TaskQueue, TaskStore, QueueMonitor, WorkerRegistry, QueueEvents],
})
export class EngineModule {}
