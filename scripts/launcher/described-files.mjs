import openapiTypescript, { astToString } from 'openapi-typescript';
import { createRequire } from 'node:module';
import { format, resolveConfig } from 'prettier';
import { inRoot } from './project.mjs';

const require = createRequire(import.meta.url);

const HEAD = '// Made by `npm run client` from the description that the built server gives of itself.\n\n';

/**
 * What is written out of the built server's own description: the description itself, and the types of every request and
 * answer for the client. Needs no Redis.
 */
export async function describedFiles() {
  const description = JSON.stringify(await describeServer());
  const types = astToString(await openapiTypescript(JSON.parse(description)));
  return Promise.all([
    formatted('docs/openapi.json', description),
    formatted('libs/client/src/generated.ts', HEAD + types),
  ]);
}

/** @param {string} name @param {string} source */
async function formatted(name, source) {
  const filepath = inRoot(name);
  return { name, text: await format(source, { ...(await resolveConfig(filepath)), filepath }) };
}

/** The OpenAPI document. */
async function describeServer() {
  const built = (/** @type {string} */ path) => require(inRoot('dist/server/backend/src', path));
  const { loadConfig } = built('shared/config/index.js');
  const { createApi } = built('api/create-api.js');
  const { describeApi } = built('api/http/index.js');
  const app = await createApi(
    loadConfig({ LOG_LEVEL: 'error', REDIS_URL: '/nowhere/redis.sock', CONSOLE_DIR: '/nowhere' }),
  );
  const document = describeApi(app);
  await app.close();
  return document;
}
