import { Module, type DynamicModule } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from './app-config';

/** Token of the `ProcessKind`. */
export const PROCESS_KIND = Symbol('PROCESS_KIND');

/** What this process is for; decides how patient its connections are. */
export type ProcessKind = 'api' | 'worker';

/** Gives every module the configuration that the process was started with. */
@Module({})
export class ConfigModule {
  static forRoot(config: AppConfig, kind: ProcessKind): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: APP_CONFIG, useValue: config },
        { provide: PROCESS_KIND, useValue: kind },
      ],
      exports: [APP_CONFIG, PROCESS_KIND],
    };
  }
}
