import type { TaskContext, TaskHandler } from '@workstream/engine';
import { logContext } from '../shared/logging';

type Handlers = ReadonlyMap<string, TaskHandler>;

/** The same handlers; whatever is logged while one runs, however far below it, carries the task's id and the attempt. */
export const withTaskContext = (handlers: Handlers): Handlers =>
  new Map([...handlers].map(([type, handler]) => [type, told(handler)]));

const told = (handler: TaskHandler): TaskHandler => ({
  timeoutMs: handler.timeoutMs,
  run: (context: TaskContext) =>
    logContext.run({ task_id: context.id, attempt: context.attempt }, () => handler.run(context)),
});
