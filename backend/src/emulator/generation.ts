import type { Completion } from './completion';

/** What is known of a completion after the fact. */
export interface Generation {
  readonly id: string;
  readonly model: string;
  readonly createdAtMs: number;
  readonly completion: Completion;
  readonly isStreamed: boolean;
  readonly key: string;
}

/** The generation as `GET /generation` shows it. */
export const shownGeneration = ({ id, model, createdAtMs, completion, isStreamed }: Generation): object => ({
  id,
  model,
  created_at: new Date(createdAtMs).toISOString(),
  streamed: isStreamed,
  cancelled: false,
  provider_name: 'Emulator',
  finish_reason: completion.finishReason,
  native_finish_reason: completion.finishReason,
  total_cost: completion.costUsd,
  usage: completion.costUsd,
  upstream_inference_cost: null,
  cache_discount: null,
  is_byok: false,
  tokens_prompt: completion.promptTokens,
  tokens_completion: completion.completionTokens,
  native_tokens_prompt: completion.promptTokens,
  native_tokens_completion: completion.completionTokens,
  native_tokens_reasoning: 0,
  latency: 1,
  generation_time: 1,
});
