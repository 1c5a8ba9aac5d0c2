import openapiTypescript, { astToString } from 'openapi-typescript';
import { createRequire } from 'node:module';
import { format, resolveConfig } from 'prettier';
import { inRoot } from './project.mjs';

const require = createRequire(import.meta.url);

/** Where the types of the client lie. */
export const clientTypesFile = inRoot('libs/client/src/generated.ts');

const HEAD = '// Made by `npm run client` from the description that the built server gives of itself.\n\n';

/** The types of every request and answer, written out of the built server's own description. Needs no Redis. */
export async function clientTypes() {
  const nodes = await openapiTypescript(await describeServer());
  const config = await resolveConfig(clientTypesFile);
  return format(HEAD + astToString(nodes), { ...config, filepath: clientTypesFile });
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
