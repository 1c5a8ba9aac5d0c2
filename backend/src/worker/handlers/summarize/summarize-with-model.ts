import type { SummarizeResult } from '@workstream/contracts';
import { TaskFailure, type TaskContext } from '@workstream/engine';
import { toTaskFailure, type CallAnswer, type CallFailure, type OpenRouterClient } from '../../../shared/openrouter';
import {
  callTaskOf,
  checkpointed,
  checkpointName,
  mapBounded,
  modelOf,
  provenanceOf,
  readPrompt,
  sumOfUse,
  useOf,
  type ModelUse,
} from '../model';
import { splitText } from './split-text';
import { countSentences } from './summarize-text';

const PROMPT_VERSION = 'summary-1';
const PROMPTS = {
  whole: readPrompt(__dirname, `${PROMPT_VERSION}.whole`),
  part: readPrompt(__dirname, `${PROMPT_VERSION}.part`),
  combine: readPrompt(__dirname, `${PROMPT_VERSION}.combine`),
};
type Purpose = keyof typeof PROMPTS;

const ANSWER_TOKENS = 1_200;
const PROMPT_TOKENS = 400;
/** What is taken for the window of a model that says nothing of it. */
const UNKNOWN_WINDOW_TOKENS = 32_000;
/** A model reads longer texts, but not well. */
const MAX_PART_TOKENS = 100_000;
const MIN_PART_TOKENS = 2_000;
const BYTES_A_TOKEN = 3;
/** Below this a summary may be as long as its text. */
const SHORT_TEXT_CHARS = 600;

/** What the summariser needs besides the task. */
export interface SummarizeOptions {
  readonly client: OpenRouterClient;
  readonly model: string;
  /** Calls under way at once. */
  readonly parallelCalls: number;
}

interface Note {
  readonly text: string;
  readonly use: ModelUse;
}

/**
 * Has a model summarise the task's text, in parts where it is longer than the model's window; the parts are summarised side
 * by side and their summaries then combined. A part that was finished is kept and never paid for twice.
 */
export async function summarizeWithModel(context: TaskContext, options: SummarizeOptions): Promise<SummarizeResult> {
  const text = (context.content ?? '').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new TaskFailure('The text holds no word to summarise.', { errorType: 'InvalidInput', permanent: true });
  }
  const { summary, use } = await new ModelSummary(context, options).run(text);
  return {
    kind: 'summary',
    summary,
    sentences_kept: countSentences(summary),
    sentences_total: countSentences(text),
    truncated: false,
    provenance: provenanceOf(use, PROMPT_VERSION),
  };
}

class ModelSummary {
  private readonly model: string;
  private readonly uses: ModelUse[] = [];
  private done = 0;
  private total = 1;

  constructor(
    private readonly context: TaskContext,
    private readonly options: SummarizeOptions,
  ) {
    this.model = modelOf(context, options.model);
  }

  async run(text: string): Promise<{ summary: string; use: ModelUse }> {
    const info = await this.options.client.models.get(this.model, this.context.signal);
    const window = info?.contextLength ?? UNKNOWN_WINDOW_TOKENS;
    const partTokens = Math.min(window - ANSWER_TOKENS - PROMPT_TOKENS, MAX_PART_TOKENS);
    const summary = await this.fitting(text, Math.max(MIN_PART_TOKENS, partTokens));
    return { summary, use: sumOfUse(this.uses, this.model) };
  }

  // What the server says of its window may be wrong, or nothing: a part that is refused as too long is halved.
  private async fitting(text: string, partTokens: number): Promise<string> {
    try {
      return await this.reduce(text, 'whole', partTokens * BYTES_A_TOKEN);
    } catch (error) {
      if (!(error instanceof TooLongError)) throw error;
      if (partTokens / 2 < MIN_PART_TOKENS) throw toTaskFailure(error.failure);
      this.total = 1;
      this.done = 0;
      return this.fitting(text, partTokens / 2);
    }
  }

  private async reduce(text: string, purpose: Purpose, maxBytes: number): Promise<string> {
    const parts = splitText(text, maxBytes);
    if (parts.length === 1) return this.note(text, purpose);
    this.total += parts.length;
    const notes = await mapBounded(parts, this.options.parallelCalls, (part) => this.note(part, 'part'));
    const joined = notes.join('\n\n');
    if (joined.length < text.length) return this.reduce(joined, 'combine', maxBytes);
    throw new TaskFailure(`The notes of ${this.model} are longer than the text.`, { errorType: 'Other' });
  }

  private async note(text: string, purpose: Purpose): Promise<string> {
    const name = checkpointName(purpose, PROMPT_VERSION, this.model, text);
    const note = await checkpointed(this.context, name, () => this.write(text, purpose));
    this.uses.push(note.use);
    this.done += 1;
    this.context.progress({ done: this.done, total: this.total, message: purpose === 'part' ? 'reading' : 'writing' });
    return note.text;
  }

  private async write(text: string, purpose: Purpose): Promise<Note> {
    const first = await this.ask(text, purpose, { maxTokens: ANSWER_TOKENS });
    const problem = problemOf(first, text);
    if (problem === null) return noteOf(first);
    this.context.log.warn('A summary is of no use and is asked for again', { problem, model: this.model });
    const second = await this.ask(text, purpose, { maxTokens: 2 * ANSWER_TOKENS, isFresh: true });
    const remaining = problemOf(second, text);
    if (remaining === null) return noteOf(second, first);
    throw new TaskFailure(`The summary of ${this.model} is of no use: ${remaining}.`, { errorType: 'Other' });
  }

  private async ask(
    text: string,
    purpose: Purpose,
    limits: { readonly maxTokens: number; readonly isFresh?: boolean },
  ): Promise<CallAnswer> {
    await this.context.assertOwned();
    const messages = [
      { role: 'system', text: PROMPTS[purpose] },
      { role: 'user', text },
    ] as const;
    const call = { model: this.model, messages, task: callTaskOf(this.context), ...limits };
    const outcome = await this.options.client.complete(call, this.context.signal);
    if (outcome.status === 'ANSWERED') return outcome;
    if (outcome.status === 'FAILED' && outcome.problem === 'too_long') throw new TooLongError(outcome);
    throw toTaskFailure(outcome);
  }
}

/** The part does not fit into the model's window. */
class TooLongError extends Error {
  constructor(readonly failure: CallFailure) {
    super(failure.message);
  }
}

const noteOf = (answer: CallAnswer, ...before: readonly CallAnswer[]): Note => ({
  text: answer.text.trim(),
  use: sumOfUse([...before, answer].map(useOf), answer.model),
});

/** Why an answer is no summary; null when it is one. */
function problemOf({ text: summary, finishReason }: CallAnswer, text: string): string | null {
  if (finishReason === 'length') return 'it was cut at its limit of tokens';
  if (!/[\p{L}\p{N}]/u.test(summary)) return 'it holds no word';
  return summary.length > Math.max(text.length, SHORT_TEXT_CHARS) ? 'it is longer than the text' : null;
}
