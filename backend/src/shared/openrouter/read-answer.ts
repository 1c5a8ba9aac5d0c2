import type { Readable } from 'node:stream';
import { createParser } from 'eventsource-parser';
import { AnswerDraft, type DraftSource } from './answer-draft';
import { failed, type CallAnswer, type CallFailure } from './call-outcome';
import { readFailure } from './read-failure';
import { readText } from './read-text';
import { objectOf, parseJson } from './tolerant-json';

/** A longer answer is given up: no summary and no page of a PDF comes near it. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_ERROR_BYTES = 64 * 1024;

/** Reads the answer to a call to its end, or to where it is clear how it ends; the body is closed then. */
export async function readAnswer(body: Readable, source: DraftSource): Promise<CallAnswer | CallFailure> {
  try {
    if (source.httpStatus >= 400) return await readError(body, source);
    const type = source.headers['content-type'] ?? '';
    if (type.includes('text/event-stream')) return await readEvents(body, source);
    return type.includes('json') ? await readWhole(body, source) : unexpected(type, source);
  } finally {
    // What is not read any more would keep the connection, and the model, busy.
    body.on('error', () => undefined).destroy();
  }
}

async function readError(body: Readable, source: DraftSource): Promise<CallFailure> {
  const parsed = parseJson((await readText(body, MAX_ERROR_BYTES)) ?? '');
  return readFailure(objectOf(parsed)['error'] ?? objectOf(parsed)['message'], source);
}

async function readWhole(body: Readable, source: DraftSource): Promise<CallAnswer | CallFailure> {
  const text = await readText(body, MAX_ANSWER_BYTES);
  if (text === null) return tooLarge(source);
  const draft = new AnswerDraft(source);
  if (text.trim() !== '') draft.addJson(text);
  return draft.conclude();
}

async function readEvents(body: Readable, source: DraftSource): Promise<CallAnswer | CallFailure> {
  const draft = new AnswerDraft(source);
  const parser = createParser({ onEvent: ({ data }) => draft.addEvent(data) });
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) return tooLarge(source, draft);
    parser.feed(decoder.decode(chunk, { stream: true }));
    if (draft.isSettled) break;
  }
  return draft.conclude();
}

const tooLarge = ({ httpStatus, generationId }: DraftSource, draft?: AnswerDraft): CallFailure =>
  failed('bad_answer', `The answer of the provider is larger than ${String(MAX_ANSWER_BYTES)} bytes`, {
    httpStatus,
    generationId,
    usage: draft?.knownUsage ?? null,
  });

const unexpected = (type: string, { httpStatus, generationId }: DraftSource): CallFailure =>
  failed(
    'bad_answer',
    `The provider sent ${type === '' ? 'something without a type' : type.slice(0, 60)}, not an answer`,
    {
      httpStatus,
      generationId,
    },
  );
