import { ProblemException } from '../http';

const TASK_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id in an address. What is not an id cannot be a task's: it is answered 404 without a look into Redis. */
export function taskId(text: string): string {
  if (!TASK_ID.test(text)) throw unknownTask(text);
  return text;
}

/** There is no such task. */
export const unknownTask = (id: string): ProblemException =>
  new ProblemException('not-found', `There is no task ${id.slice(0, 64)}.`);
