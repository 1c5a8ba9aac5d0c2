import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, type AppConfig } from '../shared/config';
import { EngineModule } from '../shared/engine';
import { RedisModule } from '../shared/redis';
import { HandlersModule } from './handlers';
import { SchedulerModule } from './scheduler';
import { WorkerService } from './worker.service';

/** The task process. */
@Module({})
export class WorkerModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: WorkerModule,
      imports: [ConfigModule.forRoot(config, 'worker'), EngineModule, RedisModule, HandlersModule, SchedulerModule],
      providers: [WorkerService],
    };
  }
}
