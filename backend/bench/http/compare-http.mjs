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
import { load } from './load.mjs';

const BARE = fileURLToPath(new URL('bare-server.mjs', import.meta.url));
const FEW = 1_000;
const FILL = 1_000;
const SAMPLE = 500;
/** A share of the requests goes before those that count: code is compiled while it runs. */
const WARM_SHARE = 0.2;
const LIMIT_MS = 120_000;

/** @typedef {import('./http-options.mjs').HttpOptions} HttpOptions */
/** @typedef {Omit<import('../compare.mjs').Surroundings, 'listpackValue'> & { apiPath: string }} HttpSurroundings */
/** @typedef {Omit<Parameters<typeof load>[0], 'port' | 'signal'>} Plan */
/** One measurement in one run. @typedef {{ name: string, run: number } & import('./load.mjs').Load} HttpFinding */
/** A store with tasks in it and the API before it. @typedef {{ stage: Stage, ids: string[], total: number }} Stock */

/** Measures in turn, each run in the other order, and ends whatever it started. @param {HttpOptions} options @param {HttpSurroundings} surroundings */
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
    const few = await this.#stock(FEW);
    const many = await this.#stock(size.tasks);
    for (let run = 1; run <= runs; run += 1) {
      const creating = [() => this.#bare(run), () => this.#api(run)];
      const reading = [() => this.#reads('few', few, run), () => this.#reads('many', many, run)];
      const steps = run % 2 === 1 ? [...creating, ...reading] : [...creating.reverse(), ...reading.reverse()];
      for (const step of steps) if (!this.surroundings.stop.aborted) await step();
    }
  }

  async end() {
    for (const stage of this.#stages) await stage.end();
  }

  /** @param {number} run */
  async #bare(run) {
    const stage = await this.#open('bare');
    await this.#measure('bare', run, stage, bareCreate(this.options.size.creates));
    await stage.end();
  }

  /** @param {number} run */
  async #api(run) {
    const { creates, batches } = this.options.size;
    const stage = await this.#open('api');
    await this.#measure('create', run, stage, apiCreate(creates));
    await this.#measure('batch', run, stage, apiBatch(batches));
    await stage.end();
  }

  /** @param {string} stock @param {Stock} stocked @param {number} run */
  async #reads(stock, { stage, ids, total }, run) {
    for (const [name, plan] of Object.entries(readings(ids, total, this.options.size.reads))) {
      await this.#measure(`${name}-${stock}`, run, stage, plan);
    }
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

  /** @param {string} name @param {number} run @param {Stage} stage @param {Plan} plan */
  async #measure(name, run, { server }, plan) {
    const { stop, tell } = this.surroundings;
    if (!server || stop.aborted) return;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(LIMIT_MS)]);
    const { port } = server;
    await load({ ...plan, port, signal, count: Math.ceil(plan.count * WARM_SHARE) });
    const finding = { name, run, ...(await load({ ...plan, port, signal })) };
    this.findings.push(finding);
    tell(`${name} · run ${run}: ${finding.perSecond.toFixed(0)} requests/s, median ${finding.middleMs.toFixed(2)} ms`);
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

  /** A second call does nothing. */
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
