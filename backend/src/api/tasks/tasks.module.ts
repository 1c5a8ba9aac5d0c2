import { Module } from '@nestjs/common';
import { BulkOperations, Reaper, TaskLocator, TaskQueue, TaskStats, type Keys } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { EngineModule, KEYS } from '../../shared/engine';
import { EngineLogger } from '../../shared/logging';
import { OpenRouterModule } from '../../shared/openrouter';
import { REDIS_COMMANDS, RedisModule, type Redis } from '../../shared/redis';
import { HttpModule } from '../http';
import { ProviderGate } from './provider-gate';
import { TaskBulk } from './task-bulk';
import { TaskBulkController } from './task-bulk.controller';
import { TaskCreation } from './task-creation';
import { TaskCreationController } from './task-creation.controller';
import { TaskExplainer } from './task-explainer';
import { TaskFeed } from './task-feed';
import { TaskMetrics } from './task-metrics';
import { TaskMetricsController } from './task-metrics.controller';
import { TaskTypes } from './task-types';
import { TaskWatch } from './task-watch';
import { TasksController } from './tasks.controller';
import { TasksService } from './tasks.service';

const createReaper = (redis: Redis, keys: Keys, queue: TaskQueue, { tasks }: AppConfig): Reaper =>
  new Reaper({ redis, keys, queue, maxCrashes: tasks.maxCrashes, logger: new EngineLogger('Reaper') });

const createBulk = (redis: Redis, keys: Keys, queue: TaskQueue): BulkOperations =>
  new BulkOperations({ redis, keys, queue, logger: new EngineLogger('BulkOperations') });

/** Creating, finding, steering and deleting tasks. */
@Module({
  imports: [EngineModule, RedisModule, OpenRouterModule, HttpModule],
  controllers: [TaskCreationController, TaskMetricsController, TaskBulkController, TasksController],
  providers: [
    { provide: Reaper, useFactory: createReaper, inject: [REDIS_COMMANDS, KEYS, TaskQueue, APP_CONFIG] },
    {
      provide: TaskStats,
      useFactory: (redis: Redis, keys: Keys) => new TaskStats({ redis, keys }),
      inject: [REDIS_COMMANDS, KEYS],
    },
    {
      provide: TaskLocator,
      useFactory: (redis: Redis, keys: Keys) => new TaskLocator({ redis, keys }),
      inject: [REDIS_COMMANDS, KEYS],
    },
    { provide: BulkOperations, useFactory: createBulk, inject: [REDIS_COMMANDS, KEYS, TaskQueue] },
    ProviderGate,
    TaskBulk,
    TaskCreation,
    TaskExplainer,
    TaskFeed,
    TaskMetrics,
    TaskTypes,
    TaskWatch,
    TasksService,
  ],
})
export class TasksModule {}
