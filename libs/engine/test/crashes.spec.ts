import { FaultProxy, until, type FaultMoment } from '@workstream/testing';
import type { ScriptName } from '../src/lua/scripts';
import type { DeathPoint } from './engine-worker';
import { sound, Trial } from './trial';

jest.setTimeout(60_000);

const TASKS = 8;

describe('A worker that is killed', () => {
  let trial: Trial;
  let proxy: FaultProxy;
  beforeAll(async () => {
    trial = await Trial.start();
    proxy = await FaultProxy.start(trial.world.server.url);
  });
  afterEach(() => trial.clear());
  afterAll(async () => {
    await proxy.stop();
    await trial.end();
  });

  const victim = (dieAt: DeathPoint | null = null) =>
    trial.program({ address: { url: `redis://127.0.0.1:${String(proxy.port)}` }, dieAt });

  async function expectRecovery(ids: readonly string[], executions: { most: number }): Promise<void> {
    await trial.survivor();
    await trial.settled();
    expect(await trial.verdict(ids)).toEqual(sound);
    expect(Math.min(...trial.executions(ids))).toBeGreaterThanOrEqual(1);
    expect(Math.max(...trial.executions(ids))).toBeLessThanOrEqual(executions.most);
  }

  const underWay: [where: string, ScriptName, FaultMoment, executions: number][] = [
    ['before its claim', 'claim-tasks', 'request', 1],
    ['with the claim sent and the reply unread', 'claim-tasks', 'reply', 1],
    ['with the work done and the outcome not sent', 'complete-tasks', 'request', 2],
    ['with the outcome sent and the reply unread', 'complete-tasks', 'reply', 2],
  ];
  it.each(underWay)('%s loses nothing', async (_, script, moment, most) => {
    const ids = await trial.enqueue(TASKS);
    const caught = proxy.caught(trial.sha(script), moment);
    const program = victim();
    await caught;
    await program.kill();
    await expectRecovery(ids, { most });
  });

  const inTheHandler: [where: string, DeathPoint, executions: number][] = [
    ['after its claim', 'claimed', 1],
    ['in the middle of the work', 'working', 2],
  ];
  it.each(inTheHandler)('%s loses nothing', async (_, point, most) => {
    const ids = await trial.enqueue(TASKS);
    await victim(point).ended();
    await expectRecovery(ids, { most });
  });

  it('because its main loop is stuck for good loses nothing', async () => {
    const ids = await trial.enqueue(TASKS);
    await trial.program({ dieAt: 'stuck', stallMs: 1_500 }).ended();
    await expectRecovery(ids, { most: 2 });
  });

  it.each(['request', 'reply'] as const)('while it gives its tasks back loses nothing (%s)', async (moment) => {
    const ids = await trial.enqueue(TASKS, { firstMs: 60_000 });
    const program = victim();
    await until('all run', () => trial.executions(ids).every((count) => count === 1));
    const caught = proxy.caught(trial.sha('release-tasks'), moment);
    program.signal('SIGTERM');
    await caught;
    await program.kill();
    await expectRecovery(ids, { most: 2 });
  });
});
