import { join } from 'node:path';
import { BenchRedis } from './bench-redis.mjs';
import { Helper } from './helper.mjs';

const PROFILE_GRACE_MS = 10_000;

/** What all measurements of one call share. @typedef {{ enginePath: string, profileFolder: string | null, redis: Parameters<typeof BenchRedis.start>[0] }} Setting */

/** What a piece of work cost. @typedef {{ ms: number, redisUs: number, clientUs: number, commands: Record<string, { calls: number, us: number }> }} Cost */

/** One measurement of one engine: its Redis, its processes, and one more process that only looks. */
export class Stage {
  /** @type {Helper[]} */
  #helpers = [];

  /** @param {string} engine @param {Setting} setting @param {BenchRedis} redis */
  constructor(engine, setting, redis) {
    this.engine = engine;
    this.setting = setting;
    this.redis = redis;
    this.target = { port: redis.port, enginePath: setting.enginePath };
    this.observer = this.#helper([]);
  }

  /** @param {string} engine @param {Setting} setting */
  static async open(engine, setting) {
    return new Stage(engine, setting, await BenchRedis.start(setting.redis));
  }

  /** Lets the observer connect, and answers whether the engine knows delayed tasks. */
  look() {
    return this.observer.ask('openProducer', this.engine, this.target);
  }

  async producer() {
    const helper = this.#helper(this.#profile('producer'));
    await helper.ask('openProducer', this.engine, this.target);
    return helper;
  }

  /** Connected, but idle until it is told to start. @param {{ concurrency: number, notesLateness?: boolean }} how */
  async worker({ concurrency, notesLateness = false }) {
    const helper = this.#helper(this.#profile('worker'));
    await helper.ask('openWorker', this.engine, this.target, concurrency, notesLateness);
    return helper;
  }

  /** Fills the queue and lets the producer go. @param {number} count @param {number} size */
  async fill(count, size) {
    const producer = await this.producer();
    await producer.ask('addMany', count, size);
    await producer.end(0);
  }

  /** @param {Helper[]} helpers whose CPU time counts as the client's @param {() => Promise<unknown>} work @returns {Promise<Cost>} */
  async cost(helpers, work) {
    await this.redis.resetStats();
    const before = await this.#spent(helpers);
    const startedAt = performance.now();
    await work();
    const ms = performance.now() - startedAt;
    const after = await this.#spent(helpers);
    return {
      ms,
      redisUs: after.redisUs - before.redisUs,
      clientUs: after.clientUs - before.clientUs,
      commands: await this.redis.commands(),
    };
  }

  async end() {
    const graceMs = this.setting.profileFolder ? PROFILE_GRACE_MS : 0;
    await Promise.all(this.#helpers.map((helper) => helper.end(graceMs)));
    await this.redis.end();
  }

  /** Arguments of Node that leave a profile, one folder for each side of each engine. @param {string} role */
  #profile(role) {
    const { profileFolder } = this.setting;
    if (!profileFolder) return [];
    return ['--cpu-prof', `--cpu-prof-dir=${join(profileFolder, `${this.engine}-${role}`)}`];
  }

  /** @param {string[]} nodeArgs */
  #helper(nodeArgs) {
    const helper = new Helper(nodeArgs);
    this.#helpers.push(helper);
    return helper;
  }

  /** @param {Helper[]} helpers */
  async #spent(helpers) {
    const vitals = await Promise.all(helpers.map((helper) => helper.ask('vitals')));
    const clientUs = vitals.reduce((sum, { cpu }) => sum + cpu.user + cpu.system, 0);
    return { clientUs, redisUs: await this.redis.cpuUs() };
  }
}
