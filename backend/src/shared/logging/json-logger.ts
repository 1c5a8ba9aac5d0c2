import { ConsoleLogger, type LogLevel as NestLogLevel } from '@nestjs/common';
import type { LogLevel } from '../config';
import { logContext } from './log-context';
import { redacted } from './redacted';

type JsonLogOptions = Parameters<ConsoleLogger['getJsonLogObject']>[1];
type JsonLogObject = ReturnType<ConsoleLogger['getJsonLogObject']>;

const NEST_LEVELS: Readonly<Record<LogLevel, NestLogLevel[]>> = {
  debug: ['debug', 'log', 'warn', 'error', 'fatal'],
  info: ['log', 'warn', 'error', 'fatal'],
  warn: ['warn', 'error', 'fatal'],
  error: ['error', 'fatal'],
};

/** What Nest tells of every module and route at start. */
const ASSEMBLY = new Set<unknown>(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/**
 * The process's one logger: a JSON object a line, its fields in snake_case, with the ids that say whose line it is.
 * Secrets, and what people gave us to work on, never reach a line.
 */
export class JsonLogger extends ConsoleLogger {
  private speaker: Readonly<Record<string, string>> = {};

  constructor(level: LogLevel) {
    super({ json: true, flattenParams: true, logLevels: NEST_LEVELS[level] });
  }

  /** From now on every line carries these fields, unless it has its own of the same name. */
  speakAs(speaker: Readonly<Record<string, string>>): void {
    this.speaker = speaker;
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (ASSEMBLY.has(rest.at(-1))) super.debug(message, ...rest);
    else super.log(message, ...rest);
  }

  protected override getJsonLogObject(message: unknown, options: JsonLogOptions) {
    const said = inSnakeCase(super.getJsonLogObject(message, options));
    return redacted({ ...said, ...this.speaker, ...logContext.getStore(), ...said }) as JsonLogObject;
  }
}

const inSnakeCase = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [snakeCase(name), value]));

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
