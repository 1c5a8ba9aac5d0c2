export { EngineLogger } from './engine-logger';
export { JsonLogger } from './json-logger';
export { logContext } from './log-context';
export { scrubbed } from './redacted';
