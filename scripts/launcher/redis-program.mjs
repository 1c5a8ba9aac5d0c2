import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.mjs';
import { installSystemPackages } from './install-system-packages.mjs';
import { Refusal } from './report.mjs';

/**
 * A way to run a Redis server in the foreground, with its data in `folder`, reachable at a loopback port only.
 * @typedef {{ name: string, command: string, args: (folder: string, port: number) => string[] }} RedisProgram
 */

/** The name to call a server by: Debian's redis-check-rdb is the whole server and behaves according to this name. */
export const REDIS_ARGV0 = 'redis-server';

const OLDEST_MAJOR = 7;
const DOCKER_IMAGE = 'redis:7-alpine';

/** The sentence for a machine on which no Redis can be had. */
export const noRedis = () =>
  new Refusal(
    'Redis 7 or newer is missing: install it (Debian and Ubuntu: apt-get install redis-tools, macOS: brew install redis) or set REDIS_URL.',
  );

/** A server of this machine, from Debian's redis-tools if none is there yet: 1 MB, and no system service. */
export async function findRedisServer() {
  return lookForServer() ?? ((await installSystemPackages('Redis', ['redis-tools'])) ? lookForServer() : null);
}

/** A server of this machine, or else one in a container. @returns {Promise<RedisProgram>} */
export async function findRedisProgram() {
  const program = (await findRedisServer()) ?? lookForDocker();
  if (!program) throw noRedis();
  return program;
}

/** @returns {RedisProgram | null} */
function lookForServer() {
  const names = ['redis-server', 'valkey-server', 'redis-check-rdb', 'valkey-check-rdb'];
  const command = findProgram(names, (file) => describeServer(file) !== null);
  if (!command) return null;
  const args = (/** @type {string} */ folder, /** @type {number} */ port) => [
    ...settings(folder),
    ...['--port', String(port), '--bind', '127.0.0.1'],
  ];
  return { command, name: describeServer(command) ?? command, args };
}

/** "Redis 7.0.15" when the program is a server that knows all our settings. @param {string} command */
function describeServer(command) {
  const { stdout } = spawnSync(command, ['--version'], { argv0: REDIS_ARGV0, encoding: 'utf8', timeout: 5000 });
  const [, product, version, major] = /^(Redis|Valkey) server v=((\d+)\S*)/i.exec(stdout ?? '') ?? [];
  return product && Number(major) >= OLDEST_MAJOR ? `${product} ${version}` : null;
}

/** @returns {RedisProgram | null} */
function lookForDocker() {
  const command = findProgram(['docker']);
  if (!command || spawnSync(command, ['info'], { stdio: 'ignore', timeout: 10_000 }).status !== 0) return null;
  return { command, name: `${DOCKER_IMAGE} in Docker`, args: dockerArgs };
}

/** The folder has the same path inside, so that the server's own `dir` tells whose it is. @param {string} folder @param {number} port */
const dockerArgs = (folder, port) => [
  ...['run', '--rm', '--publish', `127.0.0.1:${port}:6379`, '--volume', `${folder}:${folder}`],
  ...(process.getuid ? ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`] : []),
  ...[DOCKER_IMAGE, 'redis-server', ...settings(folder), '--protected-mode', 'no'],
];

/**
 * Every acknowledged task survives a crash of the process, at most a second of them is lost with the machine; nothing is
 * ever evicted; a task with a short text stays one compact block of memory.
 * @param {string} folder
 */
const settings = (folder) => [
  ...['--dir', folder, '--logfile', 'redis.log', '--save', ''],
  ...['--appendonly', 'yes', '--appendfsync', 'everysec'],
  ...['--maxmemory-policy', 'noeviction', '--hash-max-listpack-value', '1024'],
];
