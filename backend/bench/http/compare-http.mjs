import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BenchRedis } from '../bench-redis.mjs';
import { payload } from '../payload.mjs';
import { BenchServer } from './bench-server.mjs';
import { reportHttp } from './http-report.mjs';
import { apiBatch, apiCreate, bareCreate, readings } from './http-rows.mjs';
import { load, summary } from './load.mjs';

const BARE = fileURLToPath(new URL('bare-server.mjs', import.meta.url));
const FEW = 1_000;
const FILL = 1_000;
const SAMPLE = 500;
const SLICES = 10;
const LIMIT_MS = 120_000;

/** @typedef {import('./http-options.mjs').HttpOptions} HttpOptions */
/** @typedef {Omit<import('../compare.mjs').Surroundings, 'listpackValue'> & { apiPath: string }} HttpSurroundings */
/** @typedef {Omit<Parameters<typeof load>[0], 'port' | 'signal'>} Plan */
/** One measurement in one run. @typedef {{ name: string, run: number, perSecond: number, middleMs: number, slowMs: number }} HttpFinding */
/** One of those who are compared. @typedef {{ name: string, stage: Stage, plan: Plan }} Racer */
/** A store with tasks in it and the API before it. @typedef {{ stage: Stage, ids: string[], total: number }} Stock */

/** Measures in turn, and ends whatever it started. @param {HttpOptions} options @param {HttpSurroundings} surroundings */
export async function compareHttp(options, surroundings) {
  mkdirSync(surroundings.folder, { recursive: true });
  const bench = new HttpBench(options, surroundings);
  try {
    await bench.run();
  } finally {
    await bench.end();
  }
  return { markdown: reportHttp(options, bench.findings), file: save(options, surroundings, bench.findings) };
}

class HttpBench {
  /** @type {HttpFinding[]} */
  findings = [];
  /** @type {Stage[]} */
  #stages = [];

  /** @param {HttpOptions} options @param {HttpSurroundings} surroundings */
  constructor(options, surroundings) {
    this.options = options;
    this.surroundings = surroundings;
  }

  async run() {
    const { runs, size } = this.options;
    // All of them are started at once: what is compiled anew meanwhile is none of theirs.
    const [bare, api] = [await this.#open('bare'), await this.#open('api')];
    const [few, many] = [await this.#stock(FEW), await this.#stock(size.tasks)];
    for (let run = 1; run <= runs && !this.surroundings.stop.aborted; run += 1) {
      await this.#creates(run, bare, api);
      await this.#reads(run, few, many);
    }
  }

  async end() {
    for (const stage of this.#stages) await stage.end();
  }

  /** @param {number} run @param {Stage} bare @param {Stage} api */
  async #creates(run, bare, api) {
    const { creates, batches } = this.options.size;
    await this.#race(run, [
      { name: 'bare', stage: bare, plan: bareCreate(creates) },
      { name: 'create', stage: api, plan: apiCreate(creates) },
    ]);
    await this.#race(run, [{ name: 'batch', stage: api, plan: apiBatch(batches) }]);
  }

  /** @param {number} run @param {Stock} few @param {Stock} many */
  async #reads(run, few, many) {
    const { reads } = this.options.size;
    const plans = readings(many.ids, many.total, reads);
    for (const [name, plan] of Object.entries(readings(few.ids, few.total, reads))) {
      await this.#race(run, [
        { name: `${name}-few`, stage: few.stage, plan },
        { name: `${name}-many`, stage: many.stage, plan: plans[/** @type {keyof typeof plans} */ (name)] },
      ]);
    }
  }

  /** Gives all of them turns, slice by slice, so that a busy moment of the machine falls on each alike. @param {number} run @param {Racer[]} racers */
  async #race(run, racers) {
    const { stop, tell } = this.surroundings;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(LIMIT_MS)]);
    const parts = racers.map(() => /** @type {import('./load.mjs').Load[]} */ ([]));
    // The first slice does not count: code is compiled while it runs.
    for (let slice = 0; slice <= SLICES; slice += 1) {
      for (const [at, { stage, plan }] of racers.entries()) {
        const { port } = /** @type {BenchServer} */ (stage.server);
        const part = await load({ ...plan, port, signal, count: Math.ceil(plan.count / SLICES) });
        if (slice > 0) parts[at]?.push(part);
      }
    }
    const found = racers.map(({ name }, at) => ({ name, run, ...summary(parts[at] ?? []) }));
    this.findings.push(...found);
    for (const { name, perSecond, middleMs } of found)
      tell(`${name} · run ${run}: ${perSecond.toFixed(0)} requests/s, median ${middleMs.toFixed(2)} ms`);
  }

  /** Opens an API whose store holds so many waiting tasks. @param {number} total @returns {Promise<Stock>} */
  async #stock(total) {
    const stage = await this.#open('api');
    return { stage, total, ids: await fill(stage.redis, this.surroundings.enginePath, total) };
  }

  /** An empty Redis with a server before it; ended at the latest with the bench. @param {'api' | 'bare'} kind */
  async #open(kind) {
    const { enginePath, apiPath, folder, redisCommand, redisArgv0 } = this.surroundings;
    const redis = await BenchRedis.start({
      ...{ command: redisCommand, argv0: redisArgv0, place: folder, listpackValue: null },
    });
    const stage = new Stage(redis);
    this.#stages.push(stage);
    const profileFolder = this.options.isProfiled ? join(folder, 'profiles', `http-${kind}`) : null;
    const script = kind === 'bare' ? BARE : apiPath;
    const env = { ENGINE_PATH: enginePath, LOG_LEVEL: 'warn' };
    stage.server = await BenchServer.start({ script, env, redis, profileFolder });
    return stage;
  }
}

/** A Redis and the server before it. */
class Stage {
  /** @type {BenchServer | null} */
  server = null;

  /** @param {BenchRedis} redis */
  constructor(redis) {
    this.redis = redis;
  }

  async end() {
    await this.server?.end();
    await this.redis.end();
  }
}

/** Enqueues tasks and answers the ids of some of them, evenly spread. @param {BenchRedis} redis @param {string} enginePath @param {number} total */
async function fill(redis, enginePath, total) {
  const engine = createRequire(enginePath)(enginePath);
  const queue = new engine.TaskQueue({ redis: redis.client, keys: engine.createKeys() });
  /** @type {string[]} */
  const ids = [];
  for (let left = total; left > 0; left -= FILL) {
    const tasks = Array.from({ length: Math.min(FILL, left) }, () => ({ type: 'summarize', content: payload() }));
    for (const { id } of await queue.enqueueMany(tasks)) ids.push(id);
  }
  const step = Math.max(1, Math.floor(total / SAMPLE));
  return ids.filter((_, index) => index % step === 0);
}

/** @param {HttpOptions} options @param {HttpSurroundings} surroundings @param {HttpFinding[]} findings */
function save(options, { folder, redisName }, findings) {
  const at = new Date().toISOString();
  const file = join(folder, `http-${at.replaceAll(/[:.]/g, '-')}.json`);
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg(), node: process.versions.node };
  writeFileSync(file, `${JSON.stringify({ at, machine, redis: redisName, options, findings }, null, 2)}\n`);
  return file;
}
