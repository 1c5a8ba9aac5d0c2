import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultProxy, freePort, RedisCluster, RedisSentinel, RedisServer, until } from '@workstream/testing';
import { loadConfig, type ProcessKind } from '../config';
import { RedisConnections } from './redis-connections';
import { isRedisUnavailable } from './redis-unavailable';

jest.setTimeout(60_000);

describe('RedisConnections', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  function connections(environment: Record<string, string>, kind: ProcessKind = 'worker'): RedisConnections {
    const opened = new RedisConnections(loadConfig(environment), kind);
    ends.push(() => opened.onApplicationShutdown());
    return opened;
  }

  /** Commands are answered, and what is published is heard. */
  async function expectToWork(opened: RedisConnections): Promise<void> {
    const commands = opened.open('commands');
    const subscriber = opened.openSubscriber();
    await subscriber.subscribe('channel');
    const heard = once(subscriber, 'message');
    await commands.publish('channel', 'hello');
    expect(await heard).toEqual(['channel', 'hello']);
    await commands.set('{tag}key', 'value');
    expect(await commands.get('{tag}key')).toBe('value');
  }

  it('reach a server with a certificate of one’s own, and only with its authority', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'workstream-tls-'));
    const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-days', '2'];
    const command = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject];
    execFileSync('openssl', command, { stdio: 'ignore' });
    const port = String(await freePort());
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
    const settings = ['--bind', '127.0.0.1', '--tls-port', port, '--tls-auth-clients', 'no'];
    const server = await RedisServer.start([...settings, ...files]);
    ends.push(() => server.stop());
    const given = { REDIS_URL: `rediss://localhost:${port}` };
    await expectToWork(connections({ ...given, REDIS_TLS_CA_FILE: certificate }));
    const [reason] = (await once(connections(given).open('commands'), 'error')) as [Error];
    expect(reason.message).toMatch(/self-signed certificate/);
  });

  it('reach the master that Sentinels name', async () => {
    const sentinel = await RedisSentinel.start();
    ends.push(() => sentinel.stop());
    const { sentinels = [], name = '' } = sentinel.options;
    const REDIS_SENTINELS = sentinels.map(({ host, port }) => `${String(host)}:${String(port)}`).join(',');
    await expectToWork(connections({ REDIS_SENTINELS, REDIS_SENTINEL_NAME: name }));
  });

  it('reach a Cluster, and listen to another node when theirs is lost', async () => {
    const cluster = await RedisCluster.start();
    ends.push(() => cluster.stop());
    const REDIS_CLUSTER_NODES = cluster.nodes.map(({ host, port }) => `${host}:${String(port)}`).join(',');
    const opened = connections({ REDIS_CLUSTER_NODES, REDIS_KEY_PREFIX: '{tag}:' });
    await expectToWork(opened);
    const subscriber = opened.openSubscriber();
    await subscriber.subscribe('channel');
    const [first] = cluster.servers;
    const isBack = once(subscriber, 'ready');
    await first!.kill();
    await isBack;
    let heard = '';
    subscriber.on('message', (_: string, message: string) => (heard = message));
    const publisher = cluster.servers[2]!.client();
    await until('it hears again', async () => (await publisher.publish('channel', 'again')) >= 0 && heard === 'again');
  });

  it('let an API’s command fail whose reply is lost, instead of executing it again', async () => {
    const server = await RedisServer.start();
    ends.push(() => server.stop());
    const proxy = await FaultProxy.start(server.url);
    ends.push(() => proxy.stop());
    const commands = connections({ REDIS_URL: `redis://127.0.0.1:${String(proxy.port)}` }, 'api').open('commands');
    await once(commands, 'ready');
    const answered = proxy.caught('incr', 'reply');
    const failed = commands.incr('counter').catch((error: unknown) => error);
    await answered;
    proxy.cut();
    expect(isRedisUnavailable(await failed)).toBe(true);
    await until('it is connected again', () => commands.status === 'ready');
    expect(await commands.get('counter')).toBe('1');
  });
});
