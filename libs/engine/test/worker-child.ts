import { argv } from 'node:process';
import type { LogFields } from '../src';
import { EngineWorker, type WorkerSettings } from './engine-worker';

// A worker as a process of its own, run by the specs of crashes.

const say = (message: string, fields?: LogFields) => {
  console.log(JSON.stringify({ message, ...fields }));
};
const worker = new EngineWorker(JSON.parse(argv[2] ?? '') as WorkerSettings, {
  debug: () => undefined,
  info: say,
  warn: say,
  error: say,
});
process.once('SIGTERM', () => void worker.stop());
void worker.start().then(() => {
  say('started', { workerId: worker.workerId });
});
