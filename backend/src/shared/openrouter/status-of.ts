import type { OpenRouterStatusName } from '@workstream/contracts';
import type { CallProblem } from './call-outcome';

/** What a failed call says of how the provider stands. */
export const STATUS_OF: Readonly<Record<CallProblem, OpenRouterStatusName>> = {
  rejected: 'error',
  too_long: 'error',
  forbidden: 'error',
  key_refused: 'api_key_invalid',
  no_credit: 'credits_exhausted',
  throttled: 'rate_limited',
  overloaded: 'service_unavailable',
  unavailable: 'service_unavailable',
  timed_out: 'service_unavailable',
  unreachable: 'service_unavailable',
  bad_answer: 'error',
};
