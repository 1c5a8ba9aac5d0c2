export { APP_CONFIG, type AppConfig } from './app-config';
export { ConfigModule } from './config.module';
export { LOG_LEVELS, type LogLevel } from './environment';
export { InvalidConfigError, loadConfig, readConfig } from './load-config';
