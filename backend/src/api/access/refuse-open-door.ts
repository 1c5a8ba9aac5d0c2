import type { NestExpressApplication } from '@nestjs/platform-express';
import { messageOf, RedisReport, type RedisAddress } from '@workstream/engine';
import { Logger } from '@nestjs/common';
import { ApiKeys, type ApiKey } from '../../shared/access';
import { InvalidConfigError, type AppConfig } from '../../shared/config';
import { isRedisUnavailable } from '../../shared/redis';
import { isLoopback } from '../http';

const MAKE_ONE = 'npm run keys -- create --name me --role admin';

/**
 * Refuses to listen where strangers could do what they like, and in production what only one person's machine may have.
 * All that is wrong is said at once. While Redis is away nothing can be said of keys; then every request needs one.
 */
export async function refuseOpenDoor(app: NestExpressApplication, config: AppConfig): Promise<void> {
  if (config.http.insecureOpen) return;
  const isReachable = !isLoopback(config.http.host);
  if (!isReachable && !config.isProduction) return;
  const faults = [
    ...(config.isProduction ? redisFaults(config.redis.address) : []),
    ...(await storedFaults(app, config)),
  ];
  if (faults.length > 0) throw new InvalidConfigError(faults);
}

async function storedFaults(app: NestExpressApplication, config: AppConfig): Promise<string[]> {
  try {
    const keys = await app.get(ApiKeys).list();
    const { eviction_policy: policy } = await app.get(RedisReport, { strict: false }).read();
    return [
      ...keyFaults(keys, config),
      ...(config.isProduction && policy !== 'noeviction'
        ? [`maxmemory-policy of Redis is ${policy}, which may drop tasks; set it to noeviction`]
        : []),
    ];
  } catch (error) {
    if (!isRedisUnavailable(error)) throw error;
    new Logger('Access').warn('Redis cannot be asked for API keys; every request needs one', {
      error: messageOf(error),
    });
    return [];
  }
}

function keyFaults(keys: readonly ApiKey[], { http, isProduction }: AppConfig): string[] {
  if (isProduction && !keys.some((key) => key.role === 'admin'))
    return [`NODE_ENV=production needs an admin key; make one with: ${MAKE_ONE}`];
  if (keys.length > 0) return [];
  return [
    `HOST=${http.host} would let other machines in without authentication; make a key with: ${MAKE_ONE}, or leave HOST ` +
      'out, or set WORKSTREAM_INSECURE_OPEN=yes-i-know if whoever can reach the port may do everything',
  ];
}

function redisFaults({ url, nodes, options }: RedisAddress): string[] {
  if (options?.password !== undefined || options?.tls !== undefined) return [];
  if (url === undefined) {
    const hosts = (nodes ?? options?.sentinels ?? []).map(({ host }) => host ?? '');
    if (hosts.every(isLoopback)) return [];
    return ['Redis has neither a password nor TLS and is not on this machine; set REDIS_PASSWORD or REDIS_TLS'];
  }
  if (url.startsWith('/') || url.startsWith('rediss://')) return [];
  const { hostname, password } = new URL(url);
  if (password !== '' || isLoopback(hostname)) return [];
  return ['REDIS_URL has neither a password nor TLS and is not on this machine; use rediss:// or a password'];
}
