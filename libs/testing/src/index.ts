export { FaultProxy, type FaultMoment } from './fault-proxy';
export { freePort } from './free-port';
export { breaches } from './invariants';
export { Program } from './program';
export { RedisCluster } from './redis-cluster';
export { RedisSentinel } from './redis-sentinel';
export { RedisServer } from './redis-server';
export { snapshot } from './snapshot';
export { until } from './until';
