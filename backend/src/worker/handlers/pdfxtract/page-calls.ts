import type { PdfEngine } from '../../../shared/config';
import type { CallAnswer, CallMessage, ModelCall, ModelInfo } from '../../../shared/openrouter';
import { readPrompt } from '../model';
import type { PageText } from './extract-pdf';
import { pagesSchema } from './page-answer';

/** The version of the words in `prompts`. */
export const PROMPT_VERSION = 'pages-1';
const PROMPTS = {
  text: readPrompt(__dirname, `${PROMPT_VERSION}.text`),
  file: readPrompt(__dirname, `${PROMPT_VERSION}.file`),
  repair: readPrompt(__dirname, `${PROMPT_VERSION}.repair`),
};

const ANSWER_TOKENS_A_PAGE = 4_000;
const UNKNOWN_ANSWER_TOKENS = 16_000;
const BYTES_A_TOKEN = 3;

/** What all calls about one document have in common. */
export interface PageCallOptions {
  readonly model: string;
  /** What is known of the model; null when nothing is. */
  readonly info: ModelInfo | null;
  readonly engine: PdfEngine;
  readonly task: ModelCall['task'];
  readonly file: NonNullable<CallMessage['file']>;
}

/** Words the calls about the pages of one document. */
export class PageCalls {
  readonly engine: PdfEngine;
  private readonly maxAnswerTokens: number;

  constructor(private readonly options: PageCallOptions) {
    const { info, engine } = options;
    this.engine = engine;
    const halfWindow = Math.floor((info?.contextLength ?? Infinity) / 2);
    this.maxAnswerTokens = Math.min(info?.maxCompletionTokens ?? UNKNOWN_ANSWER_TOKENS, halfWindow);
  }

  /** Asks for the articles of these pages; what the provider read of the file before goes along. */
  questionFor(pages: readonly PageText[], annotations: readonly unknown[]): CallMessage[] {
    if (this.engine !== 'text') return this.fileQuestion(pages, annotations);
    return [
      { role: 'system', text: PROMPTS.text },
      { role: 'user', text: pages.map((page) => page.text).join('\n\n') },
    ];
  }

  /** Asks for the same again, with what was wrong with the answer. */
  repairFor(question: readonly CallMessage[], answer: CallAnswer, problems: readonly string[]): CallMessage[] {
    const list = problems.map((problem) => `- ${problem}`).join('\n');
    return [
      ...question,
      { role: 'assistant', text: answer.text },
      { role: 'user', text: `${PROMPTS.repair}\n${list}` },
    ];
  }

  /** The call with these messages, its answer in the shape of these pages. */
  callFor(messages: readonly CallMessage[], pages: readonly PageText[], isFresh: boolean): ModelCall {
    const { model, task } = this.options;
    return {
      model,
      messages,
      maxTokens: Math.min(this.maxAnswerTokens, answerTokens(pages)),
      schema: pagesSchema(pages.map(({ pageNumber }) => pageNumber)),
      ...(this.engine === 'text' ? {} : { pdfEngine: this.engine }),
      ...(isFresh ? { isFresh } : {}),
      task,
    };
  }

  private fileQuestion(pages: readonly PageText[], annotations: readonly unknown[]): CallMessage[] {
    const numbers = pages.map(({ pageNumber }) => String(pageNumber)).join(', ');
    const text = `Read these pages of the file: ${numbers}.`;
    const first: CallMessage[] = [
      { role: 'system', text: PROMPTS.file },
      { role: 'user', text, file: this.options.file },
    ];
    if (annotations.length === 0) return first;
    return [...first, { role: 'assistant', text: 'I have the file.', annotations }, { role: 'user', text }];
  }
}

// An answer repeats the page, and adds to it.
function answerTokens(pages: readonly PageText[]): number {
  const bytes = pages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return pages.length * ANSWER_TOKENS_A_PAGE + Math.ceil((1.5 * bytes) / BYTES_A_TOKEN);
}
