import { inRoot } from '../launcher/project.mjs';
import { buildParts } from '../launcher/build-parts.mjs';
import { joinRedis } from '../launcher/open-redis.mjs';
import { untilEnded } from '../launcher/run-program.mjs';
import { spawnTied } from '../launcher/spawn-tied.mjs';
import { readSettings } from '../launcher/settings.mjs';

/** `npm run keys -- create|list|revoke`: the API keys of the system that REDIS_URL names, or of this machine's. @param {string[]} args */
export default async function keys(args) {
  readSettings();
  await buildParts();
  const redis = await joinRedis();
  try {
    const program = inRoot('dist/server/backend/src/keys/main.js');
    const child = spawnTied([program, ...args], { env: { ...process.env, ...redis.env }, output: 'inherit' });
    return (await untilEnded(child)).code;
  } finally {
    await redis.close();
  }
}
