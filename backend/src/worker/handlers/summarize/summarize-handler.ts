import type { SummarizeResult } from '@workstream/contracts';
import { TaskFailure, type TaskContext, type TaskHandler as Handler } from '@workstream/engine';
import { TaskHandler } from '../registry';
import { joinSentences, summarizeText } from './summarize-text';

const TIMEOUT_MS = 30_000;

/** Summarises a text in the worker itself: no key, no network, the same text gives the same summary. */
@TaskHandler('summarize')
export class SummarizeHandler implements Handler {
  readonly timeoutMs = TIMEOUT_MS;

  run({ content }: Pick<TaskContext, 'content'>): Promise<SummarizeResult> {
    return Promise.resolve(content).then(summarize);
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
