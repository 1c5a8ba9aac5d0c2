import { readFileSync } from 'node:fs';
import type { RedisAddress } from '@workstream/engine';
import type { Environment } from './environment';

type Variables = Readonly<Record<string, string | undefined>>;

const WAYS = ['REDIS_URL', 'REDIS_SENTINELS', 'REDIS_CLUSTER_NODES'] as const;
const HASH_TAG = /^[^{]*\{[^{}]+\}/;

/** What is wrong with where Redis is said to be, beyond what each variable says alone; one sentence each. */
export function redisProblems(given: Variables): string[] {
  const ways = WAYS.filter((name) => given[name] !== undefined);
  const isSecure = given['REDIS_TLS'] === 'true' || given['REDIS_URL']?.startsWith('rediss://') === true;
  const problems: string[] = [];
  if (ways.length > 1) problems.push(`${ways.join(' and ')} each say where Redis is; keep one of them`);
  if (given['REDIS_CLUSTER_NODES'] !== undefined && !HASH_TAG.test(given['REDIS_KEY_PREFIX'] ?? '')) {
    const found = given['REDIS_KEY_PREFIX'] ?? '';
    problems.push(`REDIS_KEY_PREFIX must hold a hash tag on Redis Cluster, for example {workstream}: (got '${found}')`);
  }
  if (given['REDIS_TLS_CA_FILE'] !== undefined && !isSecure) {
    problems.push('REDIS_TLS_CA_FILE has no effect without TLS; begin REDIS_URL with rediss:// or set REDIS_TLS=true');
  }
  return problems;
}

/** Where Redis is. Throws when the file with the certificate authority cannot be read. */
export function redisAddress(env: Environment): RedisAddress {
  const { REDIS_SENTINELS: sentinels, REDIS_CLUSTER_NODES: nodes } = env;
  if (sentinels !== undefined) {
    return { options: { ...login(env), ...sentinelOptions(env, sentinels), name: env.REDIS_SENTINEL_NAME } };
  }
  if (nodes !== undefined) return { nodes: hosts(nodes), options: { ...login(env), ...tls(env) } };
  return { url: env.REDIS_URL, options: { ...login(env), ...tls(env) } };
}

const hosts = (list: string) =>
  list.split(',').map((pair) => {
    const [host = '', port] = pair.split(':');
    return { host, port: Number(port) };
  });

const login = ({ REDIS_USERNAME: username, REDIS_PASSWORD: password }: Environment) => ({
  ...(username !== undefined && { username }),
  ...(password !== undefined && { password }),
});

function sentinelOptions(env: Environment, sentinels: string) {
  const { REDIS_SENTINEL_PASSWORD: sentinelPassword } = env;
  const secured = tls(env);
  return {
    sentinels: hosts(sentinels),
    ...(sentinelPassword !== undefined && { sentinelPassword }),
    ...secured,
    ...('tls' in secured && { enableTLSForSentinelMode: true, sentinelTLS: secured.tls }),
  };
}

function tls({ REDIS_TLS, REDIS_TLS_CA_FILE: file }: Environment): { tls?: { ca?: string } } {
  if (file !== undefined) return { tls: { ca: readFileSync(file, 'utf8') } };
  return REDIS_TLS === 'true' ? { tls: {} } : {};
}
