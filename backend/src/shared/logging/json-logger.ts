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

/** What Nest tells of every module and route at start. */
const ASSEMBLY = new Set<unknown>(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** The process's one logger: a JSON object a line, with the ids that say whose line it is. */
export class JsonLogger extends ConsoleLogger {
  constructor(level: LogLevel) {
    super({ json: true, flattenParams: true, logLevels: NEST_LEVELS[level] });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (ASSEMBLY.has(rest.at(-1))) super.debug(message, ...rest);
    else super.log(message, ...rest);
  }

  protected override getJsonLogObject(message: unknown, options: JsonLogOptions) {
    return { ...super.getJsonLogObject(message, options), ...logContext.getStore() };
  }
}
