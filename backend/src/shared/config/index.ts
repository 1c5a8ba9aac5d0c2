export { APP_CONFIG, type AppConfig } from './app-config';
export { ConfigModule, PROCESS_KIND, type ProcessKind } from './config.module';
export type { LogLevel, PdfEngine } from './environment';
export { InvalidConfigError, loadConfig, readConfig } from './load-config';
export { VERSION } from './version';
