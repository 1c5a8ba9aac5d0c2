export type { Redis } from 'ioredis';
export { RedisHealthIndicator } from './redis-health-indicator';
export { REDIS_BLOCKING, REDIS_COMMANDS, REDIS_SUBSCRIBER } from './redis-tokens';
export { isRedisUnavailable } from './redis-unavailable';
export { RedisModule } from './redis.module';
