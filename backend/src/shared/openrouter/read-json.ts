import type { Readable } from 'node:stream';
import { failed, type CallFailure } from './call-outcome';
import { readFailure, type FailureSource } from './read-failure';
import { readText } from './read-text';
import { objectOf, parseJson } from './tolerant-json';

/** A page of information, or why there is none. */
export type JsonOutcome = { readonly status: 'READ'; readonly value: unknown } | CallFailure;

/** A list of some hundred models with all their fields has about one MiB. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Reads a JSON answer whole and closes its body. */
export async function readJson(body: Readable, source: FailureSource): Promise<JsonOutcome> {
  try {
    const text = await readText(body, MAX_BYTES);
    const value = text === null ? undefined : parseJson(text);
    const error = objectOf(value)['error'];
    if (source.httpStatus >= 400 || error !== undefined) return readFailure(error, source);
    return value === undefined ? noJson(source) : { status: 'READ', value };
  } finally {
    body.on('error', () => undefined).destroy();
  }
}

const noJson = ({ httpStatus }: FailureSource): CallFailure =>
  failed('bad_answer', 'The provider sent something that is no JSON', { httpStatus });
