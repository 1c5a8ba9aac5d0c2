import { assertNever, TaskFailure } from '@workstream/engine';
import type { ErrorType } from '@workstream/contracts';
import type { CallFailure, CallHold, CallProblem } from './call-outcome';

interface Treatment {
  readonly errorType: ErrorType;
  /** No further attempt can help. */
  readonly permanent?: boolean;
  /** False: waiting is not the task's fault. */
  readonly usesRetry?: boolean;
}

const treatments: Readonly<Record<CallProblem, Treatment>> = {
  rejected: { errorType: 'InvalidInput', permanent: true },
  too_long: { errorType: 'InvalidInput', permanent: true },
  forbidden: { errorType: 'InvalidInput', permanent: true },
  // A wrong key and an empty purse are no fault of the tasks: they wait until somebody has set it right.
  key_refused: { errorType: 'ServiceUnavailable', usesRetry: false },
  no_credit: { errorType: 'CreditsExhausted', usesRetry: false },
  throttled: { errorType: 'RateLimited', usesRetry: false },
  overloaded: { errorType: 'ServiceUnavailable' },
  unavailable: { errorType: 'ServiceUnavailable' },
  timed_out: { errorType: 'TimedOut' },
  unreachable: { errorType: 'NetworkError' },
  bad_answer: { errorType: 'ServiceUnavailable' },
};

/** What a call without an answer means for its task: whether, when and at whose expense it is tried again. */
export function toTaskFailure(outcome: CallFailure | CallHold): TaskFailure {
  const treatment = outcome.status === 'FAILED' ? treatments[outcome.problem] : heldTreatment(outcome);
  return new TaskFailure(withAdvice(outcome), { ...treatment, retryAfterMs: outcome.retryAfterMs });
}

function heldTreatment({ reason }: CallHold): Treatment {
  switch (reason) {
    case 'breaker':
      return { errorType: 'ServiceUnavailable', usesRetry: false };
    case 'rate':
      return { errorType: 'RateLimited', usesRetry: false };
    case 'budget':
      return { errorType: 'CreditsExhausted', usesRetry: false };
    case 'too_large':
      return { errorType: 'InvalidInput', permanent: true };
    case 'task_budget':
      return { errorType: 'CreditsExhausted', permanent: true };
    default:
      return assertNever(reason);
  }
}

function withAdvice(outcome: CallFailure | CallHold): string {
  const models = outcome.status === 'FAILED' ? outcome.fallbackModels : [];
  return models.length === 0 ? outcome.message : `${outcome.message}. Models to try instead: ${models.join(', ')}`;
}
