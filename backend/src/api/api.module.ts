import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, type AppConfig } from '../shared/config';
import { AccessRoutesModule } from './access';
import { HealthModule } from './health';
import { HttpModule } from './http';
import { MetricsModule } from './metrics';
import { OpenRouterRoutesModule } from './openrouter';
import { QueuesModule } from './queues';
import { RedisRoutesModule } from './redis';
import { TasksModule } from './tasks';
import { WorkersModule } from './workers';

/** The HTTP process. */
@Module({})
export class ApiModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ConfigModule.forRoot(config, 'api'),
        HttpModule,
        AccessRoutesModule,
        TasksModule,
        QueuesModule,
        WorkersModule,
        OpenRouterRoutesModule,
        RedisRoutesModule,
        MetricsModule,
        HealthModule,
      ],
    };
  }
}
