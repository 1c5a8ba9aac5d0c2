import type { Provenance } from '@workstream/contracts';
import type { CallAnswer } from '../../../shared/openrouter';

/** What some answers used together. Kept in checkpoints, so that the sum is right after a crash too. */
export interface ModelUse {
  /** The model that answered. */
  readonly model: string;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars; null when a server did not say. */
  readonly costUsd: number | null;
}

/** What one answer used. */
export const useOf = ({ model, usage }: CallAnswer): ModelUse => ({
  model,
  calls: 1,
  promptTokens: usage?.promptTokens ?? 0,
  completionTokens: usage?.completionTokens ?? 0,
  costUsd: usage?.costUsd ?? null,
});

/** What several used together; the last one says which model answered. */
export const sumOfUse = (uses: readonly ModelUse[], model: string): ModelUse =>
  uses.reduce(
    (sum, use) => ({
      model: use.model,
      calls: sum.calls + use.calls,
      promptTokens: sum.promptTokens + use.promptTokens,
      completionTokens: sum.completionTokens + use.completionTokens,
      costUsd: sum.costUsd === null || use.costUsd === null ? null : roundUsd(sum.costUsd + use.costUsd),
    }),
    { model, calls: 0, promptTokens: 0, completionTokens: 0, costUsd: 0 },
  );

/** How a result tells of its model. */
export const provenanceOf = (use: ModelUse, promptVersion: string): Provenance => ({
  provider: 'openrouter',
  method: use.model,
  prompt_version: promptVersion,
  calls: use.calls,
  prompt_tokens: use.promptTokens,
  completion_tokens: use.completionTokens,
  cost_usd: use.costUsd,
});

const roundUsd = (usd: number): number => Math.round(usd * 1e9) / 1e9;
