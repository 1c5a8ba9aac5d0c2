import { RedisSentinel, until } from '@workstream/testing';
import { sound, Trial } from './trial';
import { World } from './world';

jest.setTimeout(60_000);

describe('A fail-over to the replica', () => {
  let sentinel: RedisSentinel;
  let trial: Trial;
  beforeEach(async () => {
    sentinel = await RedisSentinel.start();
    const { options, master: server } = sentinel;
    const ground = { address: { options }, prefix: '', server, node: sentinel.client(), stop: () => sentinel.stop() };
    World.standOn(() => Promise.resolve(ground));
    trial = await Trial.start();
  });
  afterEach(() => trial.end());

  const whenMasterGoes: [how: string, NodeJS.Signals][] = [
    ['is killed', 'SIGKILL'],
    ['freezes', 'SIGSTOP'],
  ];
  it.each(whenMasterGoes)('is survived when the master %s, with no outcome twice', async (how, signal) => {
    let hasReplica = true;
    // What the replica has survives the master; replication does not wait for it, so the rest need not.
    const isReplicated = async () => hasReplica && (await trial.world.redis.wait(1, 500)) === 1;
    const replica = sentinel.replica.client();
    await trial.survivor();
    await trial.survivor();
    const { accepted, confirmed, stop } = trial.load(isReplicated);
    await until('work goes on', () => confirmed.length >= 200);
    hasReplica = false;
    const begunMs = performance.now();
    sentinel.master.signal(signal);
    await until('the replica is the master', async () => (await replica.info('replication')).includes('role:master'));
    const before = accepted.length;
    await until('work goes on', () => accepted.length >= before + 200);
    const outageMs = performance.now() - begunMs;
    await stop();
    await trial.settled();
    const { lost } = await trial.verdict(accepted);
    expect(await trial.verdict(confirmed)).toEqual(sound);
    const of = `${String(lost)} of ${String(accepted.length)} accepted tasks lost`;
    console.log(`The master ${how}: ${of}, the next 200 accepted after ${outageMs.toFixed()} ms`);
  });
});
