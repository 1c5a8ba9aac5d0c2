import { Inject } from '@nestjs/common';
import type { SummarizeResult } from '@workstream/contracts';
import { TaskFailure, type TaskContext, type TaskHandler as Handler } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../../shared/config';
import { OPENROUTER_CLIENT, type OpenRouterClient } from '../../../shared/openrouter';
import { TaskHandler } from '../registry';
import { joinSentences, summarizeText } from './summarize-text';
import { summarizeWithModel } from './summarize-with-model';

/**
 * Summarises a text: with a model where a key is configured, and otherwise in the worker itself, without network, the same
 * text always alike. The result says which.
 */
@TaskHandler('summarize')
export class SummarizeHandler implements Handler {
  readonly timeoutMs: number;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(OPENROUTER_CLIENT) private readonly client: OpenRouterClient | null,
  ) {
    this.timeoutMs = config.tasks.summarizeTimeoutMs;
  }

  run(context: TaskContext): Promise<SummarizeResult> {
    const { client } = this;
    if (!client) return Promise.resolve(context.content).then(summarize);
    const { model, parallelCalls } = this.config.openrouter;
    return summarizeWithModel(context, { client, model, parallelCalls });
  }
}

function summarize(content: string | null): SummarizeResult {
  const { sentences, sentencesTotal, isTruncated } = summarizeText(content ?? '');
  if (sentences.length === 0) {
    throw new TaskFailure('The text holds no word to summarise.', { errorType: 'InvalidInput', permanent: true });
  }
  return {
    kind: 'summary',
    summary: joinSentences(sentences),
    sentences_kept: sentences.length,
    sentences_total: sentencesTotal,
    truncated: isTruncated,
    provenance: { provider: 'local', method: 'textrank' },
  };
}
