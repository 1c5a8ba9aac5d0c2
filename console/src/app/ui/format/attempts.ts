import { TaskSummary } from '@workstream/contracts';

type Attempted = Pick<TaskSummary, 'attempt' | 'max_retries'>;

/** Attempts begun and allowed, `2/4`. A retry by hand may go beyond what was allowed. */
export const formatAttempts = ({ attempt, max_retries }: Attempted): string =>
  `${attempt}/${Math.max(attempt, max_retries + 1)}`;
