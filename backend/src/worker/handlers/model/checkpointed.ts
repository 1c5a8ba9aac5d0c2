import { createHash } from 'node:crypto';
import { messageOf, type TaskContext } from '@workstream/engine';

const NAME_CHARS = 24;

/** A name that follows from all that a part of the work depends on: of anything else, a checkpoint is of no use. */
export const checkpointName = (kind: string, ...inputs: readonly string[]): string =>
  `${kind}:${createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, NAME_CHARS)}`;

/**
 * The part that an earlier attempt finished under `name`, or else the one that `work` makes now, which is kept for a later
 * attempt before anything else happens. A value that cannot be kept is used all the same.
 */
export async function checkpointed<T extends object>(
  context: Pick<TaskContext, 'checkpoint' | 'saveCheckpoint' | 'log'>,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const kept = await context.checkpoint(name);
  if (kept !== null) return kept as T;
  const made = await work();
  await keepCheckpoint(context, name, made);
  return made;
}

/** Keeps a part for a later attempt. One that is too large is not kept, which costs no more than doing it again. */
export async function keepCheckpoint(
  context: Pick<TaskContext, 'saveCheckpoint' | 'log'>,
  name: string,
  value: object,
): Promise<void> {
  try {
    await context.saveCheckpoint(name, value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.log.warn('A finished part is too large to be kept', { name, error: messageOf(error) });
  }
}
