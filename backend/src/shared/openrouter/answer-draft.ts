import { failed, type CallAnswer, type CallFailure, type CallUsage } from './call-outcome';
import { readFailure, type FailureSource } from './read-failure';
import { listOf, numberOf, objectOf, parseJson, textOf, type JsonObject } from './tolerant-json';

/** What a draft needs besides the chunks. */
export interface DraftSource extends FailureSource {
  readonly model: string;
  readonly isCacheHit: boolean;
}

const DONE = '[DONE]';

/** An answer while it comes in. Whatever is unknown is passed over; what says that it failed ends it. */
export class AnswerDraft {
  private text = '';
  private refusal = '';
  private finishReason: string | null = null;
  private model: string;
  private id: string | null;
  private usage: CallUsage | null = null;
  private annotations: readonly unknown[] = [];
  private failure: CallFailure | null = null;
  private isDone = false;

  constructor(private readonly source: DraftSource) {
    this.model = source.model;
    this.id = source.generationId;
  }

  /** True when nothing that may follow can change the outcome. */
  get isSettled(): boolean {
    return this.isDone || this.failure !== null;
  }

  /** What is known of the use so far; null before the provider told. */
  get knownUsage(): CallUsage | null {
    return this.usage;
  }

  /** Takes the data of one event. */
  addEvent(data: string): void {
    if (this.isSettled) return;
    if (data.trim() === DONE) this.isDone = true;
    else this.addJson(data);
  }

  /** Takes a whole answer, or one chunk of it, as JSON. */
  addJson(json: string): void {
    const parsed = parseJson(json);
    if (parsed === undefined) this.failure = this.bad('The provider sent something that is no JSON');
    else this.addChunk(objectOf(parsed));
  }

  private addChunk(chunk: JsonObject): void {
    this.id = this.source.generationId ?? textOf(chunk['id']) ?? this.id;
    this.model = textOf(chunk['model']) ?? this.model;
    this.usage = usageOf(chunk['usage']) ?? this.usage;
    const choice = objectOf(listOf(chunk['choices'])[0]);
    this.addChoice(choice);
    const error = chunk['error'] ?? choice['error'];
    if (error !== undefined && error !== null) this.failure = this.told(error);
    else if (choice['finish_reason'] === 'error') this.failure = this.told({ message: 'the answer broke off' });
  }

  private addChoice(choice: JsonObject): void {
    const message = objectOf(choice['delta'] ?? choice['message']);
    this.text += contentOf(message['content']);
    this.refusal += textOf(message['refusal']) ?? '';
    const annotations = listOf(message['annotations']);
    if (annotations.length > 0) this.annotations = annotations;
    this.finishReason = textOf(choice['finish_reason']) ?? this.finishReason;
  }

  private told(error: unknown): CallFailure {
    const failure = readFailure(error, { ...this.source, generationId: this.id });
    return { ...failure, usage: this.usage };
  }

  private bad(message: string): CallFailure {
    const { httpStatus, isCacheHit } = this.source;
    return failed('bad_answer', message, { httpStatus, generationId: this.id, usage: this.usage, isCacheHit });
  }

  /** What the answer is once no more comes. One without a reason to finish, and without its end mark, was cut off. */
  conclude(): CallAnswer | CallFailure {
    if (this.failure) return this.failure;
    if (this.finishReason === null && !this.isDone)
      return this.bad('The answer of the provider broke off before its end');
    if (this.finishReason === 'content_filter') return this.turnedDown('the answer was withheld by a content filter');
    if (this.text.trim() !== '') return this.answer();
    if (this.refusal !== '') return this.turnedDown('the model refused to answer');
    return this.bad(
      this.finishReason === 'length'
        ? 'The model used up its tokens before its answer began'
        : 'The provider answered with nothing in it',
    );
  }

  private turnedDown(why: string): CallFailure {
    const more = { httpStatus: this.source.httpStatus, generationId: this.id, usage: this.usage };
    return failed('rejected', `No answer: ${why}`, more);
  }

  private answer(): CallAnswer {
    return {
      status: 'ANSWERED',
      text: this.text,
      finishReason: this.finishReason ?? 'stop',
      model: this.model,
      generationId: this.id,
      usage: this.usage,
      annotations: this.annotations,
      isCacheHit: this.source.isCacheHit,
    };
  }
}

function usageOf(value: unknown): CallUsage | null {
  const usage = objectOf(value);
  const promptTokens = numberOf(usage['prompt_tokens']);
  const completionTokens = numberOf(usage['completion_tokens']);
  if (promptTokens === null && completionTokens === null) return null;
  return {
    promptTokens: promptTokens ?? 0,
    completionTokens: completionTokens ?? 0,
    costUsd: numberOf(usage['cost']),
  };
}

// Text, or a list of parts of which some are text.
function contentOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map((part) => textOf(objectOf(part)['text']) ?? '')
    .join('');
}
