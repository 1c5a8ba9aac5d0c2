import { FaultProxy, until } from '@workstream/testing';
import { sound, Trial } from './trial';

jest.setTimeout(60_000);

describe('A worker that others take for dead', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await Trial.start()));
  afterEach(() => trial.clear());
  afterAll(() => trial.end());

  const firstAttempts = (step: string) =>
    trial.effects().filter((effect) => effect.attempt === 1 && effect.step === step);

  it('wakes from a freeze, asks, and leaves the tasks to those who have them now', async () => {
    const ids = await trial.enqueue(8, { firstMs: 100, asks: true });
    const sleeper = trial.program();
    await until('all run', () => firstAttempts('begun').length === 8);
    sleeper.signal('SIGSTOP');
    await trial.survivor();
    await trial.settled();
    sleeper.signal('SIGCONT');
    await until(
      'it beats again',
      async () => (await trial.world.node.keys(trial.world.keys.heartbeat('*'))).length === 2,
    );
    const more = await trial.enqueue(8);
    await trial.settled();
    await sleeper.kill('SIGTERM');
    expect(await trial.verdict([...ids, ...more])).toEqual(sound);
    expect(firstAttempts('done').filter(({ id }) => ids.includes(id))).toEqual([]);
  });

  it('comes back from a silent network, and its late outcomes are refused', async () => {
    const proxy = await FaultProxy.start(trial.world.server.url);
    const ids = await trial.enqueue(8, { firstMs: 200 });
    const zombie = trial.program({ address: { url: `redis://127.0.0.1:${String(proxy.port)}` } });
    await until('all run', () => firstAttempts('begun').length === 8);
    proxy.freeze();
    await trial.survivor();
    await trial.settled();
    expect(firstAttempts('done')).toHaveLength(8);
    proxy.thaw();
    await until('it was told', () => zombie.output.split('A late outcome was refused').length === 9);
    expect(await trial.verdict(ids)).toEqual(sound);
    expect(trial.executions(ids)).toEqual(ids.map(() => 2));
    await zombie.kill();
    await proxy.stop();
  });
});

describe('Workers under load', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await Trial.start(['--appendonly', 'yes', '--appendfsync', 'everysec'])));
  afterEach(() => trial.clear());
  afterAll(() => trial.end());

  async function expectNothingLost(ids: readonly string[]): Promise<void> {
    await trial.settled();
    expect(ids.length).toBeGreaterThan(0);
    expect(await trial.verdict(ids)).toEqual(sound);
  }

  it('lose nothing while all their connections are broken off again and again', async () => {
    await trial.survivor();
    await trial.survivor();
    const { accepted, stop } = trial.load();
    const operator = trial.world.server.client();
    for (let i = 1; i <= 10; i++) {
      await until('work goes on', () => accepted.length >= i * 20);
      await operator.client('KILL', 'TYPE', 'NORMAL');
    }
    await stop();
    await expectNothingLost(accepted);
  });

  it('notice nothing of a server that forgets its scripts again and again', async () => {
    await trial.survivor();
    await trial.survivor();
    const { accepted, refused, stop } = trial.load();
    for (let i = 1; i <= 50; i++) {
      await until('work goes on', () => accepted.length >= i * 20);
      await trial.world.redis.script('FLUSH');
    }
    await stop();
    await expectNothingLost(accepted);
    expect([refused, trial.warnings]).toEqual([[], []]);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'lose nothing that was accepted when Redis is restarted (%s)',
    async (signal) => {
      await trial.survivor();
      await trial.survivor();
      const { accepted, stop } = trial.load();
      await until('work goes on', () => accepted.length >= 200);
      await trial.world.server.kill(signal);
      await trial.world.server.boot();
      const atReturn = accepted.length;
      await until('work goes on', () => accepted.length >= atReturn + 200);
      await stop();
      await expectNothingLost(accepted);
    },
  );
});
