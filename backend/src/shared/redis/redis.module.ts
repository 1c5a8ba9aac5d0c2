import { Inject, Module, type FactoryProvider, type OnModuleInit } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { RedisClient } from '@workstream/engine';
import { once } from 'node:events';
import { RedisConnections } from './redis-connections';
import { RedisHealthIndicator } from './redis-health-indicator';
import type { RedisRole } from './redis-options';
import { REDIS_BLOCKING, REDIS_COMMANDS, REDIS_SUBSCRIBER } from './redis-tokens';

const FIRST_CONNECTION_MS = 1_000;

const connection = (token: symbol, role: Exclude<RedisRole, 'subscriber'>): FactoryProvider<RedisClient> => ({
  provide: token,
  useFactory: (connections: RedisConnections) => connections.open(role),
  inject: [RedisConnections],
});

/** The process's connections to Redis. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  providers: [
    RedisConnections,
    RedisHealthIndicator,
    connection(REDIS_COMMANDS, 'commands'),
    connection(REDIS_BLOCKING, 'blocking'),
    {
      provide: REDIS_SUBSCRIBER,
      useFactory: (connections: RedisConnections) => connections.openSubscriber(),
      inject: [RedisConnections],
    },
  ],
  exports: [RedisHealthIndicator, REDIS_COMMANDS, REDIS_BLOCKING, REDIS_SUBSCRIBER],
})
export class RedisModule implements OnModuleInit {
  constructor(@Inject(REDIS_COMMANDS) private readonly redis: RedisClient) {}

  /** Gives a Redis that is there a moment to connect, so that the first request finds it; one that is not holds nothing up. */
  async onModuleInit(): Promise<void> {
    if (this.redis.status === 'ready') return;
    await once(this.redis, 'ready', { signal: AbortSignal.timeout(FIRST_CONNECTION_MS) }).catch(() => undefined);
  }
}
