import { existsSync, readFileSync } from 'node:fs';
import { compare } from '../../backend/bench/compare.mjs';
import { readOptions } from '../../backend/bench/options.mjs';
import { buildParts } from '../launcher/build-parts.mjs';
import { inData, inRoot } from '../launcher/project.mjs';
import { findRedisServer, noRedis, REDIS_ARGV0 } from '../launcher/redis-program.mjs';
import { Refusal, say } from '../launcher/report.mjs';
import { listenForStop } from '../launcher/stop-signals.mjs';

/** `npm run bench`: the engine side by side with its peers, on this machine. What it can be asked is in backend/bench. @param {string[]} args */
export default async function bench(args) {
  const options = understood(args);
  await buildParts();
  const redis = await findRedisServer();
  if (!redis) throw noRedis();
  const stop = listenForStop();
  const { markdown, file } = await compare(options, {
    enginePath: inRoot('dist/server/libs/engine/src/index.js'),
    redisCommand: redis.command,
    redisArgv0: REDIS_ARGV0,
    redisName: redis.name,
    listpackValue: options.isTuned ? tunedListpackValue() : null,
    folder: inData('bench'),
    tell: (line) => void process.stderr.write(`${line}\n`),
    stop: stop.soft,
  });
  say(`\n${markdown}\n\nAll figures: ${file}`);
  return 0;
}

/** @param {string[]} args */
function understood(args) {
  try {
    return readOptions(args);
  } catch (fault) {
    throw new Refusal(fault instanceof Error ? fault.message : String(fault));
  }
}

/** As the server that we ship is set. */
function tunedListpackValue() {
  const file = inRoot('deploy/redis.conf');
  const value = existsSync(file) && /^hash-max-listpack-value (\d+)/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (!value) throw new Refusal('deploy/redis.conf sets no hash-max-listpack-value: run without --tuned.');
  return value;
}
