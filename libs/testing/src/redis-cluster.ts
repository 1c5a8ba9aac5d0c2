import { Cluster, type ClusterOptions, type Redis } from 'ioredis';
import { freePort } from './free-port';
import { RedisServer } from './redis-server';
import { until } from './until';

const SLOTS = 16_384;
const HOST = '127.0.0.1';

interface Member {
  readonly server: RedisServer;
  readonly port: number;
  readonly busPort: number;
  readonly slots: readonly [first: number, last: number];
}

/** A real Redis Cluster of three masters on the loopback, each with a third of the slots. */
export class RedisCluster {
  private readonly clients: Cluster[] = [];

  private constructor(private readonly members: readonly Member[]) {}

  static async start(): Promise<RedisCluster> {
    const cluster = new RedisCluster(await Promise.all([0, 1, 2].map(startMember)));
    await cluster.join();
    return cluster;
  }

  /** Where clients connect. */
  get nodes(): { readonly host: string; readonly port: number }[] {
    return this.members.map(({ port }) => ({ host: HOST, port }));
  }

  get servers(): RedisServer[] {
    return this.members.map(({ server }) => server);
  }

  /** A new connection, closed by `stop`. */
  client(options: ClusterOptions = {}): Cluster {
    const client = new Cluster(this.nodes, options);
    client.on('error', () => undefined);
    this.clients.push(client);
    return client;
  }

  /** The master that holds a key. */
  async serverOf(key: string): Promise<RedisServer> {
    const [first] = this.members;
    const slot = await first!.server.client().cluster('KEYSLOT', key);
    return this.members.find(({ slots: [from, to] }) => slot >= from && slot <= to)!.server;
  }

  async stop(): Promise<void> {
    for (const client of this.clients) if (client.status !== 'end') client.disconnect();
    await Promise.all(this.members.map(({ server }) => server.stop()));
  }

  private async join(): Promise<void> {
    const nodes = this.members.map((member) => ({ ...member, redis: member.server.client() }));
    await Promise.all(
      nodes.map(async ({ redis, slots: [from, to] }, i) => {
        await redis.cluster('SET-CONFIG-EPOCH', i + 1);
        await redis.cluster('ADDSLOTSRANGE', from, to);
      }),
    );
    for (const { redis } of nodes.slice(1)) await meet(redis, this.members[0]!);
    for (const { redis } of nodes) await until('the Cluster is formed', () => isFormed(redis));
  }
}

async function startMember(index: number): Promise<Member> {
  const [port, busPort] = [await freePort(), await freePort()];
  const places = ['--bind', HOST, '--port', String(port), '--cluster-port', String(busPort)];
  const server = await RedisServer.start([...places, '--cluster-enabled', 'yes', '--cluster-node-timeout', '5000']);
  const border = (third: number) => Math.round((SLOTS / 3) * third);
  return { server, port, busPort, slots: [border(index), border(index + 1) - 1] };
}

const meet = (redis: Redis, { port, busPort }: Member) => redis.call('CLUSTER', 'MEET', HOST, port, busPort);

async function isFormed(redis: Redis): Promise<boolean> {
  const info = await redis.cluster('INFO');
  return /cluster_state:ok/.test(info) && /cluster_known_nodes:3/.test(info) && /cluster_slots_ok:16384/.test(info);
}
