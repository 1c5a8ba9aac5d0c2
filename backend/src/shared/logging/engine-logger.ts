import { Logger as NestLogger } from '@nestjs/common';
import type { LogFields, Logger } from '@workstream/engine';

/** Lets the engine speak through the process's logger; its fields (task, worker, attempt) stand at the top of the line. */
export class EngineLogger implements Logger {
  private readonly logger: NestLogger;

  /** @param context says which part of the system is speaking */
  constructor(context: string) {
    this.logger = new NestLogger(context);
  }

  debug(message: string, fields: LogFields = {}): void {
    this.logger.debug(message, fields);
  }

  info(message: string, fields: LogFields = {}): void {
    this.logger.log(message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.logger.warn(message, fields);
  }

  error(message: string, fields: LogFields = {}): void {
    this.logger.error(message, fields);
  }
}
