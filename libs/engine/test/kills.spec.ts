import { until, type Program } from '@workstream/testing';
import { systemClock } from '../src';
import { sound, Trial } from './trial';

const IS_LONG = process.env['SPEC_PROFILE'] === 'long';
const KILLS = IS_LONG ? 200 : 2;
const FLEET = 3;

jest.setTimeout(IS_LONG ? 900_000 : 90_000);

const workerIdOf = (program: Program): string | undefined =>
  program.output
    .split('\n')
    .flatMap((line) => (line.includes('"started"') ? [JSON.parse(line) as { workerId: string }] : []))
    .at(0)?.workerId;

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

describe(`A fleet under load of which ${String(KILLS)} workers are killed, one after another`, () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await Trial.start()));
  afterAll(() => trial.end());

  // A task may be hit many times by chance, so none is to be taken for poison here.
  const recruit = async (): Promise<Program> => {
    const program = trial.program({ maxCrashes: 1_000 });
    await until('it has started', () => workerIdOf(program) !== undefined, 30_000);
    return program;
  };

  /** Kills a worker while it works; resolves with the ms until all that it held is somebody's again. */
  async function killed(program: Program): Promise<number> {
    const { redis, keys } = trial.world;
    const workerId = workerIdOf(program) ?? '';
    await until('it holds tasks', async () => (await redis.scard(keys.activeTasks(workerId))) > 0, 30_000);
    await systemClock.delay(100 * systemClock.random());
    await program.kill();
    const diedAt = performance.now();
    const isRecovered = async () => (await redis.zscore(keys.knownWorkers, workerId)) === null;
    await until('its tasks are given back', isRecovered, 30_000);
    return performance.now() - diedAt;
  }

  it('loses no task, records no outcome twice and leaves everything in its place', async () => {
    const fleet = await Promise.all(Array.from({ length: FLEET }, recruit));
    const load = trial.load(undefined, { firstMs: 200 });
    const recoveriesMs: number[] = [];
    while (recoveriesMs.length < KILLS) {
      const victim = fleet.shift();
      if (!victim) throw new Error('Nobody is left');
      const next = recruit();
      recoveriesMs.push(await killed(victim));
      fleet.push(await next);
    }
    await load.stop();
    await trial.settled(60_000);
    const ids = load.accepted;
    expect(load.refused).toEqual([]);
    expect(await trial.verdict(ids)).toEqual(sound);
    const executions = trial.executions(ids);
    expect(Math.min(...executions)).toBeGreaterThanOrEqual(1);

    const again = executions.filter((count) => count > 1).length;
    process.stdout.write(
      `  ${String(KILLS)} kills, ${String(ids.length)} tasks, 0 lost, 0 outcomes twice, ${String(again)} begun again, ` +
        `at most ${String(Math.max(...executions))} times; recovery ms p50 ${quantile(recoveriesMs, 0.5).toFixed(0)}, ` +
        `p99 ${quantile(recoveriesMs, 0.99).toFixed(0)}, max ${Math.max(...recoveriesMs).toFixed(0)} (lease 1,000)\n`,
    );
  });
});
