export * from './task';
export * from './queue';
export * from './events';
export * from './worker';
export * from './openrouter';
export * from './health';
export * from './problem';
export * from './routes';
