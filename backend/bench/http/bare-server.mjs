import { createRequire } from 'node:module';
import { HOST, QUEUE } from '../engines/engine.mjs';

// What creating a task costs without a framework: Express, its JSON parser, and the same work in Redis.

const { REDIS_URL = '', PORT = '', ENGINE_PATH = '' } = process.env;
const load = createRequire(ENGINE_PATH);
const express = load('express');
const { createKeys, TaskQueue } = load(ENGINE_PATH);
const { Redis } = load('ioredis');

const queue = new TaskQueue({ redis: new Redis(REDIS_URL), keys: createKeys() });
const app = express();
app.use(express.json({ limit: '1mb' }));
app.post('/', async (/** @type {any} */ request, /** @type {any} */ response) => {
  const { id } = await queue.enqueue({ type: QUEUE, content: request.body.content });
  response.status(201).json({ task_id: id, state: 'PENDING' });
});
app.listen(Number(PORT), HOST);

process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
