// Ends with 0 while the worker of this container holds its lease in Redis, that is while it can be given work.
import { createRequire } from 'node:module';
import { hostname } from 'node:os';

const require = createRequire(import.meta.url);
const { readConfig } = require('../dist/server/backend/src/shared/config');
const { connectRedis, createKeys, WorkerRegistry } = require('../dist/server/libs/engine/src');

const { address, keyPrefix } = readConfig().redis;
const redis = connectRedis(address, { connectTimeout: 2_000, commandTimeout: 2_000, retryStrategy: null });
redis.on('error', () => process.exit(1));

const { worker_details } = await new WorkerRegistry({ redis, keys: createKeys(keyPrefix) }).fleet();
const isOurs = ({ worker_id }) => worker_id.startsWith(`${hostname()}-`);
process.exit(worker_details.some((worker) => isOurs(worker) && worker.status !== 'stale') ? 0 : 1);
