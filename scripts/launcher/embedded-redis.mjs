import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inData } from './project.mjs';
import { RedisLink } from './redis-link.mjs';
import { findRedisProgram, REDIS_ARGV0 } from './redis-program.mjs';
import { Refusal, say } from './report.mjs';

const LINK_NAME = 'workstream-launcher';
const START_MS = 120_000;
const LONGEST_PAUSE_MS = 30_000;

/** The Redis that the launcher runs for the user: its data outlives it in `.data/redis`, and only one launcher uses it. */
export class EmbeddedRedis {
  #isClosing = false;
  #link;
  #tell;

  /**
   * @param {string} folder
   * @param {RedisLink} link
   * @param {{ port: number, description: string, tell: (line: string) => void }} details `description` says where it came from
   */
  constructor(folder, link, { port, description, tell }) {
    this.folder = folder;
    this.port = port;
    this.description = description;
    this.#link = link;
    this.#tell = tell;
    this.#watch();
  }

  /**
   * Takes over the server that an earlier launcher had to leave behind, or starts one.
   * @param {{ place?: string, tell?: (line: string) => void }} [options] `place` is where its data lies, `tell` hears of every restart
   */
  static async open({ place = inData('redis'), tell = say } = {}) {
    mkdirSync(place, { recursive: true });
    // As Redis itself reports it.
    const folder = realpathSync(place);
    const remembered = recall(folder);
    const orphan = remembered && (await attach(folder, remembered));
    if (orphan) {
      await claim(orphan);
      return new EmbeddedRedis(folder, orphan, {
        port: remembered,
        description: 'left running by an earlier start',
        tell,
      });
    }
    const port = await freePort(remembered);
    const { link, name } = await launch(folder, port);
    return new EmbeddedRedis(folder, link, { port, description: name, tell });
  }

  /**
   * The address of the server that another launcher is using, for a program that comes and goes beside it; null without one.
   * @param {string} [place]
   */
  static async urlInUse(place = inData('redis')) {
    if (!existsSync(place)) return null;
    const folder = realpathSync(place);
    const port = recall(folder);
    const link = port ? await attach(folder, port) : null;
    if (!link) return null;
    const inUse = await isClaimed(link);
    link.close();
    return inUse ? urlOf(port) : null;
  }

  get url() {
    return urlOf(this.port);
  }

  /** Ends the server after it has written everything to disk. */
  async close() {
    this.#isClosing = true;
    void this.#link.ask('SHUTDOWN');
    await Promise.race([this.#link.closed, delay(10_000, undefined, { ref: false })]);
    this.#link.close();
  }

  #watch() {
    void this.#link.closed.then(() => (this.#isClosing ? undefined : this.#revive(500)));
  }

  /** The port stays the same: the processes that lost their connection know no other. @param {number} pauseMs @returns {Promise<void>} */
  async #revive(pauseMs) {
    this.#tell('Redis stopped: starting it again');
    try {
      this.#link = (await attach(this.folder, this.port)) ?? (await launch(this.folder, this.port)).link;
      this.#watch();
      this.#tell('Redis runs again');
    } catch (fault) {
      this.#tell(fault instanceof Refusal ? fault.message : String(fault));
      await delay(pauseMs, undefined, { ref: false });
      if (!this.#isClosing) await this.#revive(Math.min(pauseMs * 2, LONGEST_PAUSE_MS));
    }
  }
}

/** @param {number} port */
const urlOf = (port) => `redis://127.0.0.1:${port}`;

/** @param {string} folder */
const memoryFile = (folder) => join(folder, 'server.json');

/** @param {string} folder @returns {number} 0 when no server was ever started here */
function recall(folder) {
  try {
    return Number(JSON.parse(readFileSync(memoryFile(folder), 'utf8')).port) || 0;
  } catch {
    return 0;
  }
}

/** Connects to the server at `port` if it is the one that keeps its data in `folder`. @param {string} folder @param {number} port */
async function attach(folder, port) {
  const link = await RedisLink.open(port);
  if (!link) return null;
  const silence = delay(2000, undefined, { ref: false });
  const reply = await Promise.race([link.ask('CONFIG', 'GET', 'dir'), silence]);
  if (Array.isArray(reply) && reply[1] === folder) return link;
  link.close();
  return null;
}

/** Makes this launcher the user of the server; the name goes with the connection, so that it is never left behind. @param {RedisLink} link */
async function claim(link) {
  if (await isClaimed(link)) {
    link.close();
    throw new Refusal(
      'Workstream already runs from this folder: stop it first, or set REDIS_URL to give this one a Redis of its own.',
    );
  }
  await link.ask('CLIENT', 'SETNAME', LINK_NAME);
  await untilLoaded(link);
}

/** @param {RedisLink} link */
const isClaimed = async (link) => String(await link.ask('CLIENT', 'LIST')).includes(`name=${LINK_NAME} `);

/** @param {RedisLink} link */
async function untilLoaded(link) {
  while ((await link.ask('PING')) instanceof Error) await delay(50);
}

/**
 * The port is noted before the server exists: whatever happens then, the next start finds it.
 * Detached, so that Ctrl-C in the terminal reaches Redis last, through the launcher.
 * @param {string} folder
 * @param {number} port
 */
async function launch(folder, port) {
  const program = await findRedisProgram();
  remember(folder, { port });
  rmSync(join(folder, 'redis.log'), { force: true });
  const child = spawn(program.command, program.args(folder, port), {
    argv0: REDIS_ARGV0,
    detached: true,
    stdio: 'ignore',
    cwd: folder,
  });
  const life = new AbortController();
  child.once('exit', () => life.abort()).once('error', () => life.abort());
  child.unref();
  remember(folder, { port, pid: child.pid });
  const link = await untilAttached(folder, port, AbortSignal.any([life.signal, AbortSignal.timeout(START_MS)]));
  if (!link) throw new Refusal(`Redis did not start: the reason is in ${join(folder, 'redis.log')}.`);
  await claim(link);
  return { link, name: program.name };
}

/** @param {string} folder @param {{ port: number, pid?: number | undefined }} server */
const remember = (folder, server) => writeFileSync(memoryFile(folder), `${JSON.stringify(server)}\n`);

/** @param {string} folder @param {number} port @param {AbortSignal} hopeless */
async function untilAttached(folder, port, hopeless) {
  while (!hopeless.aborted) {
    const link = await attach(folder, port);
    if (link) return link;
    await delay(20);
  }
  return null;
}

/** `preferred` if it can be had, or any other port. @param {number} preferred @returns {Promise<number>} */
async function freePort(preferred) {
  const server = createServer();
  try {
    await once(server.listen(preferred, '127.0.0.1'), 'listening');
  } catch {
    return preferred
      ? freePort(0)
      : Promise.reject(new Refusal('No free port is left on 127.0.0.1: close some programs and start again.'));
  }
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}
