import { textOf, type ChatRequest, type FileAnnotation } from './chat-request';
import { errorReply, type ErrorReply } from './errors';
import type { AnswerFault } from './faults';
import { costOf, type EmulatedModel } from './models';
import { readFiles, type ReadFiles } from './read-files';
import { countTokens, cutToTokens } from './tokens';
import { writeJson, type Source } from './write-json';
import { writeSummary } from './write-summary';

/** What a model made of a request, before it is sent. */
export interface Completion {
  readonly text: string;
  readonly finishReason: 'stop' | 'length';
  readonly annotations: readonly FileAnnotation[];
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costUsd: number;
}

const FILE_TOKENS_A_PAGE = 250;

/** Answers a request, the same one always alike: a JSON value where a schema is given, otherwise a summary of its text. */
export async function complete(
  request: ChatRequest,
  model: EmulatedModel,
  options: { readonly seed: number; readonly fault: AnswerFault | null },
): Promise<Completion | ErrorReply> {
  const files = await readFiles(request, model);
  const promptTokens = countPrompt(request, files);
  const limit = request.max_completion_tokens ?? request.max_tokens ?? model.maxCompletionTokens;
  if (promptTokens + 1 > model.contextLength) return tooLong(model, promptTokens);
  const full = spoilt(options.fault, write(request, files, options.seed));
  const room = Math.min(limit, model.maxCompletionTokens, model.contextLength - promptTokens);
  const cut = options.fault === 'cut_by_length' ? Math.ceil(countTokens(full) / 2) : room;
  const text = cutToTokens(full, cut);
  const completionTokens = countTokens(text);
  return {
    text,
    finishReason: text.length < full.trimEnd().length ? 'length' : 'stop',
    annotations: files.annotations,
    promptTokens,
    completionTokens,
    costUsd: costOf(model, promptTokens, completionTokens) + files.feeUsd,
  };
}

/** Says whether a request ended without a completion. */
export const isErrorReply = (outcome: Completion | ErrorReply): outcome is ErrorReply => 'status' in outcome;

const countPrompt = ({ messages = [] }: ChatRequest, { pages }: ReadFiles): number =>
  messages.reduce((sum, message) => sum + countTokens(textOf(message)), 0) + pages.length * FILE_TOKENS_A_PAGE;

const tooLong = ({ contextLength, id }: EmulatedModel, promptTokens: number): ErrorReply =>
  errorReply(
    400,
    'context_length_exceeded',
    `The context of ${id} holds ${String(contextLength)} tokens; the request has ${String(promptTokens)}.`,
  );

// Of a longer conversation the first question is what it is about; the later ones are about the answer.
function write(request: ChatRequest, { pages }: ReadFiles, seed: number): string {
  const question = request.messages?.find(({ role }) => role === 'user');
  const text = pages.length > 0 ? pages.join('\n') : question ? textOf(question) : '';
  const source: Source = { text, pages, seed };
  const { type, json_schema: named } = request.response_format ?? {};
  if (type === 'json_schema') return JSON.stringify(writeJson(named?.schema ?? {}, source));
  return type === 'json_object' ? JSON.stringify({ answer: writeSummary(text, seed) }) : writeSummary(text, seed);
}

function spoilt(fault: AnswerFault | null, text: string): string {
  if (fault === 'empty_answer') return '';
  if (fault === 'not_json') return `Here is the JSON you asked for: ${text.slice(0, 40)}`;
  return fault === 'wrong_json' ? '{"unexpected":true}' : text;
}
