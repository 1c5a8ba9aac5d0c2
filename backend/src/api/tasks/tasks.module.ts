import { Module } from '@nestjs/common';
import { Reaper, TaskQueue, TaskStats, type Keys } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { EngineModule, KEYS } from '../../shared/engine';
import { EngineLogger } from '../../shared/logging';
import { REDIS_COMMANDS, RedisModule, type Redis } from '../../shared/redis';
import { HttpModule } from '../http';
import { TaskCreation } from './task-creation';
import { TaskCreationController } from './task-creation.controller';
import { TaskMetrics } from './task-metrics';
import { TaskMetricsController } from './task-metrics.controller';
import { TaskTypes } from './task-types';
import { TaskWatch } from './task-watch';
import { TasksController } from './tasks.controller';
import { TasksService } from './tasks.service';

const createReaper = (redis: Redis, keys: Keys, queue: TaskQueue, { tasks }: AppConfig): Reaper =>
  new Reaper({ redis, keys, queue, maxCrashes: tasks.maxCrashes, logger: new EngineLogger('Reaper') });

/** Creating, finding, steering and deleting tasks. */
@Module({
  imports: [EngineModule, RedisModule, HttpModule],
  controllers: [TaskCreationController, TaskMetricsController, TasksController],
  providers: [
    { provide: Reaper, useFactory: createReaper, inject: [REDIS_COMMANDS, KEYS, TaskQueue, APP_CONFIG] },
    {
      provide: TaskStats,
      useFactory: (redis: Redis, keys: Keys) => new TaskStats({ redis, keys }),
      inject: [REDIS_COMMANDS, KEYS],
    },
    TaskCreation,
    TaskMetrics,
    TaskTypes,
    TaskWatch,
    TasksService,
  ],
})
export class TasksModule {}
