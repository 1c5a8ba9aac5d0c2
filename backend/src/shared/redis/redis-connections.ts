import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { connectRedis, connectSubscriber, Loop, type RedisClient } from '@workstream/engine';
import type { Redis } from 'ioredis';
import { APP_CONFIG, PROCESS_KIND, type AppConfig, type ProcessKind } from '../config';
import { redisOptions, type RedisRole } from './redis-options';

/** A subscriber sends nothing, so that it would not notice a server that went silent. */
const SIGN_OF_LIFE_MS = 5_000;

/** Owns the process's connections: says once when Redis is lost and once when it is back, and closes them last of all. */
@Injectable()
export class RedisConnections implements OnApplicationShutdown {
  private readonly logger = new Logger('Redis');
  private readonly connections: RedisClient[] = [];
  private readonly signsOfLife: Loop[] = [];
  private readonly lost = new Set<RedisClient>();
  private isUp: boolean | null = null;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(PROCESS_KIND) private readonly kind: ProcessKind,
  ) {}

  /** A connection to give commands to. */
  open(role: Exclude<RedisRole, 'subscriber'>): RedisClient {
    return this.watch(connectRedis(this.config.redis.address, redisOptions(this.kind, role)));
  }

  /** A connection to listen on. */
  openSubscriber(): Redis {
    const connection = this.watch(connectSubscriber(this.config.redis.address, redisOptions(this.kind, 'subscriber')));
    const ask = async () => {
      if (connection.status === 'ready') await connection.ping();
    };
    const signs = new Loop('redis subscriber', ask, { everyMs: SIGN_OF_LIFE_MS });
    this.signsOfLife.push(signs);
    signs.start();
    return connection;
  }

  private watch<T extends RedisClient>(connection: T): T {
    this.connections.push(connection);
    let reason = 'the connection was closed';
    connection.on('error', (error: Error) => (reason = error.message));
    connection.on('reconnecting', () => this.noteLost(connection, reason));
    connection.on('ready', () => this.noteReady(connection));
    return connection;
  }

  /** Only here: whatever still runs until now may still need Redis. */
  async onApplicationShutdown(): Promise<void> {
    const ended = this.signsOfLife.map((signs) => signs.stop());
    for (const connection of this.connections.splice(0)) connection.disconnect();
    await Promise.all(ended);
  }

  private noteLost(connection: RedisClient, reason: string): void {
    this.lost.add(connection);
    if (this.isUp !== false) this.logger.warn('Redis cannot be reached; trying until it can', { reason });
    this.isUp = false;
  }

  private noteReady(connection: RedisClient): void {
    this.lost.delete(connection);
    if (this.lost.size > 0 || this.isUp) return;
    this.isUp = true;
    this.logger.log('Redis is connected');
  }
}
