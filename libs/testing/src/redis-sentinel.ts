import { Redis, type RedisOptions } from 'ioredis';
import { freePort } from './free-port';
import { RedisServer } from './redis-server';
import { until } from './until';

const HOST = '127.0.0.1';
const NAME = 'main';
const SENTINELS = 3;
/** A frozen master never says that it is gone. */
const SILENCE_MS = 2_000;

/** A real master with one replica, watched by three Sentinels that put the replica in its place within seconds. */
export class RedisSentinel {
  private readonly clients: Redis[] = [];

  private constructor(
    readonly master: RedisServer,
    readonly replica: RedisServer,
    private readonly sentinels: readonly { readonly server: RedisServer; readonly port: number }[],
  ) {}

  /** Resolves when the replica follows its master and every Sentinel knows of both and of the others. */
  static async start(): Promise<RedisSentinel> {
    const [masterPort, replicaPort] = [await freePort(), await freePort()];
    const [master, replica] = await Promise.all([
      RedisServer.start(listening(masterPort)),
      RedisServer.start([...listening(replicaPort), '--replicaof', `${HOST} ${String(masterPort)}`]),
    ]);
    // A Sentinel that meets a master without a replica looks for one again only after ten seconds.
    await until('the replica follows', () => follows(replica));
    const sentinels = await Promise.all(Array.from({ length: SENTINELS }, () => startSentinel(masterPort)));
    const whole = new RedisSentinel(master, replica, sentinels);
    await whole.complete();
    return whole;
  }

  /** What clients are told instead of an address. */
  get options(): RedisOptions {
    const sentinels = this.sentinels.map(({ port }) => ({ host: HOST, port }));
    return { sentinels, name: NAME, socketTimeout: SILENCE_MS };
  }

  /** A new connection to whichever server is the master, closed by `stop`. */
  client(options: RedisOptions = {}): Redis {
    const client = new Redis({ ...this.options, ...options });
    client.on('error', () => undefined);
    this.clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.clients) if (client.status !== 'end') client.disconnect();
    await Promise.all([...this.sentinels.map(({ server }) => server), this.replica, this.master].map((s) => s.stop()));
  }

  private async complete(): Promise<void> {
    for (const { server } of this.sentinels) {
      const redis = server.client();
      await until('the Sentinels know each other', async () => {
        const facts = new Map(pairs((await redis.call('SENTINEL', 'MASTER', NAME)) as string[]));
        return facts.get('num-slaves') === '1' && facts.get('num-other-sentinels') === String(SENTINELS - 1);
      });
    }
  }
}

const listening = (port: number) => ['--bind', HOST, '--port', String(port), '--repl-diskless-sync-delay', '0'];

const follows = async (replica: RedisServer) =>
  (await replica.client().info('replication')).includes('master_link_status:up');

async function startSentinel(masterPort: number) {
  const port = await freePort();
  const server = await RedisServer.startSentinel([
    `port ${String(port)}`,
    `bind ${HOST}`,
    `sentinel monitor ${NAME} ${HOST} ${String(masterPort)} 2`,
    `sentinel down-after-milliseconds ${NAME} 700`,
    `sentinel failover-timeout ${NAME} 1000`,
  ]);
  return { server, port };
}

const pairs = (flat: readonly string[]): [string, string][] =>
  flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ''] as [string, string]] : []));
