import type { TaskContext } from '@workstream/engine';
import type { CallTask } from '../../../shared/openrouter';

/** The task as the provider's client knows it, with the limit of money that its creator gave it. */
export function callTaskOf({ id, type, attempt, metadata, labels }: TaskContext): CallTask {
  const { max_cost_usd: maxCostUsd } = metadata;
  return { id, type, attempt, labels, maxCostUsd: typeof maxCostUsd === 'number' ? maxCostUsd : null };
}

/** The model that the task's creator asked for, or else the configured one. */
export const modelOf = ({ metadata }: TaskContext, configured: string): string =>
  typeof metadata['model'] === 'string' && metadata['model'] !== '' ? metadata['model'] : configured;
