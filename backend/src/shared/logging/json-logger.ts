import { ConsoleLogger, type LogLevel as NestLogLevel } from '@nestjs/common';
import type { LogLevel } from '../config';
import { logContext } from './log-context';

type JsonLogOptions = Parameters<ConsoleLogger['getJsonLogObject']>[1];

const NEST_LEVELS: Readonly<Record<LogLevel, NestLogLevel[]>> = {
  debug: ['debug', 'log', 'warn', 'error', 'fatal'],
  info: ['log', 'warn', 'error', 'fatal'],
  warn: ['warn', 'error', 'fatal'],
  error: ['error', 'fatal'],
};

/** The process's one logger: a JSON object a line, with the ids that say whose line it is. */
export class JsonLogger extends ConsoleLogger {
  constructor(level: LogLevel) {
    super({ json: true, flattenParams: true, logLevels: NEST_LEVELS[level] });
  }

  protected override getJsonLogObject(message: unknown, options: JsonLogOptions) {
    const line = super.getJsonLogObject(message, options);
    return { ...line, ...logContext.getStore() };
  }
}
