import { compareHttp } from '../../backend/bench/http/compare-http.mjs';
import { readHttpOptions } from '../../backend/bench/http/http-options.mjs';
import { buildParts } from '../launcher/build-parts.mjs';
import { inData, inRoot } from '../launcher/project.mjs';
import { findRedisServer, noRedis, REDIS_ARGV0 } from '../launcher/redis-program.mjs';
import { Refusal, say } from '../launcher/report.mjs';
import { listenForStop } from '../launcher/stop-signals.mjs';

/** `npm run bench:http`: what the API costs beside a bare server, and whether it stays quick when the store grows. @param {string[]} args */
export default async function benchHttp(args) {
  const options = understood(args);
  await buildParts();
  const redis = await findRedisServer();
  if (!redis) throw noRedis();
  const { markdown, file } = await compareHttp(options, {
    enginePath: inRoot('dist/server/libs/engine/src/index.js'),
    apiPath: inRoot('dist/server/backend/src/api/main.js'),
    redisCommand: redis.command,
    redisArgv0: REDIS_ARGV0,
    redisName: redis.name,
    folder: inData('bench'),
    tell: (line) => void process.stderr.write(`${line}\n`),
    stop: listenForStop().soft,
  });
  say(`\n${markdown}\n\nAll figures: ${file}`);
  return 0;
}

/** @param {string[]} args */
function understood(args) {
  try {
    return readHttpOptions(args);
  } catch (fault) {
    throw new Refusal(fault instanceof Error ? fault.message : String(fault));
  }
}
