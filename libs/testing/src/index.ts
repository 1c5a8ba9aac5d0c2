export { freePort } from './free-port';
export { breaches } from './invariants';
export { RedisServer } from './redis-server';
export { snapshot } from './snapshot';
export { until } from './until';
