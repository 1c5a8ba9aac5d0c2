import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { APP_CONFIG, PROCESS_KIND, type AppConfig, type ProcessKind } from '../config';
import { redisOptions, type RedisRole } from './redis-options';

/** Owns the process's connections: says once when Redis is lost and once when it is back, and closes them last of all. */
@Injectable()
export class RedisConnections implements OnApplicationShutdown {
  private readonly logger = new Logger('Redis');
  private readonly connections: Redis[] = [];
  private readonly lost = new Set<Redis>();
  private isUp: boolean | null = null;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(PROCESS_KIND) private readonly kind: ProcessKind,
  ) {}

  open(role: RedisRole): Redis {
    const connection = new Redis(this.config.redis.url, redisOptions(this.kind, role));
    this.connections.push(connection);
    let reason = 'the connection was closed';
    connection.on('error', (error: Error) => (reason = error.message));
    connection.on('reconnecting', () => this.noteLost(connection, reason));
    connection.on('ready', () => this.noteReady(connection));
    return connection;
  }

  /** Only here: whatever still runs until now may still need Redis. */
  onApplicationShutdown(): void {
    for (const connection of this.connections.splice(0)) connection.disconnect();
  }

  private noteLost(connection: Redis, reason: string): void {
    this.lost.add(connection);
    if (this.isUp !== false) this.logger.warn('Redis cannot be reached; trying until it can', { reason });
    this.isUp = false;
  }

  private noteReady(connection: Redis): void {
    this.lost.delete(connection);
    if (this.lost.size > 0 || this.isUp) return;
    this.isUp = true;
    this.logger.log('Redis is connected');
  }
}
