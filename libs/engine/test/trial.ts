import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breaches, Program, until } from '@workstream/testing';
import { Auditor, type Logger } from '../src';
import { loadScript, SCRIPT_NAMES, type ScriptName } from '../src/lua/scripts';
import { EngineWorker, type Work, type WorkerSettings } from './engine-worker';
import { World } from './world';

/** One line that a handler left. */
interface Effect {
  readonly id: string;
  readonly attempt: number;
  readonly pid: number;
  readonly step: string;
}

/** What became of a number of tasks. */
export interface Verdict {
  /** Accepted tasks that did not come to completion. */
  readonly lost: number;
  /** Outcomes recorded beyond one for each task. */
  readonly duplicateOutcomes: number;
  /** Results that are not of the attempt that the record names. */
  readonly foreignResults: number;
  /** Sentences about what lies where it should not. */
  readonly breaches: readonly string[];
}

/** Tasks that are added while something goes wrong. */
export interface Load {
  readonly accepted: readonly string[];
  readonly confirmed: readonly string[];
  readonly refused: readonly unknown[];
  readonly stop: () => Promise<void>;
}

/** Nothing lost, nothing twice, everything in its place. */
export const sound: Verdict = { lost: 0, duplicateOutcomes: 0, foreignResults: 0, breaches: [] };

/** Workers that die while others go on, and the count of what became of the tasks. */
export class Trial {
  private readonly directory = mkdtempSync(join(tmpdir(), 'workstream-trial-'));
  private readonly effectsFile = join(this.directory, 'effects');
  private readonly programs: Program[] = [];
  private readonly survivors: EngineWorker[] = [];
  /** What workers in this process warned of. */
  readonly warnings: string[] = [];

  private constructor(readonly world: World) {}

  static async start(settings?: readonly string[]): Promise<Trial> {
    const trial = new Trial(await World.create(settings));
    await trial.loadScripts();
    return trial;
  }

  /** A worker process that has not been given its first task yet. */
  program(settings: Partial<WorkerSettings> = {}): Program {
    const program = Program.start(join(__dirname, 'worker-child.ts'), this.settings(settings));
    this.programs.push(program);
    return program;
  }

  /** A worker in this process, which takes what others leave. */
  async survivor(settings: Partial<WorkerSettings> = {}): Promise<EngineWorker> {
    const note = (message: string) => this.warnings.push(message);
    const logger: Logger = { debug: () => undefined, info: () => undefined, warn: note, error: note };
    const worker = new EngineWorker(this.settings(settings), logger);
    this.survivors.push(worker);
    await worker.start();
    return worker;
  }

  async enqueue(count: number, work: Partial<Work> = {}): Promise<string[]> {
    const content = JSON.stringify({ firstMs: 0, asks: false, ...work });
    const tasks = Array.from({ length: count }, () => ({ type: 'work', content }));
    return (await this.world.queue.enqueueMany(tasks)).map(({ id }) => id);
  }

  /**
   * Adds tasks as fast as they are done, until it is stopped. A call that Redis did not answer is not counted as accepted.
   *
   * @param confirm asked after each call whether its tasks are also where they must be to survive
   */
  load(confirm: () => Promise<boolean> = () => Promise.resolve(false), work: Partial<Work> = { firstMs: 5 }): Load {
    const { redis, keys } = this.world;
    const [accepted, confirmed, refused]: [string[], string[], unknown[]] = [[], [], []];
    let isOver = false;
    const add = async () => {
      const ids = await this.enqueue(20, work);
      accepted.push(...ids);
      if (await confirm()) confirmed.push(...ids);
      await until('few wait', async () => (await redis.llen(keys.primary)) < 100);
    };
    const addUntilOver = async () => {
      while (!isOver) await add().catch((error: unknown) => refused.push(error));
    };
    const run = addUntilOver();
    const stop = () => {
      isOver = true;
      return run;
    };
    return { accepted, confirmed, refused, stop };
  }

  /** The name under which workers call a script. */
  sha(name: ScriptName): string {
    return loadScript(name, this.world.keys).sha;
  }

  effects(): Effect[] {
    if (!existsSync(this.effectsFile)) return [];
    const lines = readFileSync(this.effectsFile, 'utf8').trim().split('\n');
    return lines.map((line) => {
      const [id = '', attempt, pid, step = ''] = line.split(',');
      return { id, attempt: Number(attempt), pid: Number(pid), step };
    });
  }

  /** How often the work of each task was begun. */
  executions(ids: readonly string[]): number[] {
    const begun = new Map<string, number>();
    for (const { id, step } of this.effects()) if (step === 'begun') begun.set(id, (begun.get(id) ?? 0) + 1);
    return ids.map((id) => begun.get(id) ?? 0);
  }

  /** Resolves when nothing waits, rests or runs any more, looked at in one moment. */
  async settled(timeoutMs = 30_000): Promise<void> {
    const { redis, keys } = this.world;
    await until(
      'all tasks have ended',
      async () => {
        const transaction = redis.multi().llen(keys.primary).llen(keys.retry).zcard(keys.scheduled);
        for (const worker of await redis.zrange(keys.knownWorkers, 0, '-1'))
          transaction.scard(keys.activeTasks(worker));
        const counts = await transaction.exec();
        return counts?.every(([, count]) => count === 0);
      },
      timeoutMs,
    );
  }

  async verdict(ids: readonly string[]): Promise<Verdict> {
    const { redis, keys, store } = this.world;
    const tasks = await Promise.all(ids.map((id) => store.get(id)));
    const completed = tasks.filter((task) => task?.state === 'COMPLETED');
    const audit = await new Auditor({ redis, keys }).run();
    return {
      lost: tasks.length - completed.length,
      duplicateOutcomes: (await this.counted('completed')) - (await this.indexed('completed')),
      foreignResults: completed.filter((task) => (task?.result as { attempt?: number }).attempt !== task?.attempt)
        .length,
      breaches: [
        ...audit.breaches.map(({ taskId, message }) => `${taskId} ${message}`),
        ...(await breaches(this.world.node)),
      ],
    };
  }

  /** Leaves no task and no worker behind, so that the next trial begins anew on the same server. */
  async clear(): Promise<void> {
    await Promise.all(this.programs.splice(0).map((program) => program.kill()));
    await Promise.all(this.survivors.splice(0).map((worker) => worker.stop()));
    this.warnings.splice(0);
    rmSync(this.effectsFile, { force: true });
    await this.world.clear();
  }

  async end(): Promise<void> {
    await this.clear();
    await this.world.end();
    rmSync(this.directory, { recursive: true });
  }

  /** The moves count what they do, in the same script: an outcome recorded twice is counted twice. */
  private async counted(what: string): Promise<number> {
    const minutes = await Promise.all((await this.world.minuteStats()).map((key) => this.world.redis.hget(key, what)));
    return minutes.reduce((sum, count) => sum + Number(count ?? 0), 0);
  }

  private indexed(place: string): Promise<number> {
    return this.world.redis.zcard(`${this.world.keys.scriptConstants.idIndexPrefix}${place}:work`);
  }

  private settings(settings: Partial<WorkerSettings>): WorkerSettings {
    return {
      address: this.world.address,
      effectsFile: this.effectsFile,
      concurrency: 8,
      leaseMs: 1_000,
      reapEveryMs: 200,
      graceMs: 0,
      maxCrashes: 3,
      dieAt: null,
      stallMs: 60_000,
      ...settings,
    };
  }

  /** So that a worker's first call of a script is one that does its work, not one that is asked for the text. */
  private async loadScripts(): Promise<void> {
    for (const name of SCRIPT_NAMES) await this.world.node.script('LOAD', loadScript(name, this.world.keys).text);
  }
}
