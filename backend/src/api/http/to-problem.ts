import { HttpException } from '@nestjs/common';
import { isRedisUnavailable } from '../../shared/redis';
import { invalidInput, ProblemException, unavailable, type ProblemKind } from './problem-exception';

const KIND_BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: 'malformed-request',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
};

const DETAIL_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'The request could not be read.',
  404: 'There is nothing at this address.',
  413: 'The request is larger than this address takes.',
  415: 'The body is of a type, or in an encoding, that is not understood.',
};

/** Failures that the body parser and the multipart parser report by a word. */
const BY_PARSER_WORD: Readonly<Record<string, (field: string) => ProblemException>> = {
  'entity.parse.failed': () => new ProblemException('malformed-request', 'The body is not valid JSON.'),
  'entity.too.large': () => new ProblemException('too-large', 'The body is larger than 1 MiB.'),
  LIMIT_FILE_SIZE: () => new ProblemException('too-large', 'The file is larger than 50 MB.'),
  LIMIT_UNEXPECTED_FILE: (field) =>
    invalidInput({ field, message: `${field} is one file too many: only one is taken, as file` }),
  LIMIT_FIELD_VALUE: (field) => new ProblemException('too-large', `The field ${field} is too large.`),
};

/** Translates whatever was thrown. Null: it is a fault of ours, to be logged and told without particulars. */
export function toProblem(thrown: unknown): ProblemException | null {
  if (thrown instanceof ProblemException) return thrown;
  if (isRedisUnavailable(thrown))
    return unavailable('The task store does not take requests at the moment; try again soon.');
  const status = statusOf(thrown);
  const kind = KIND_BY_STATUS[status];
  if (!kind) return null;
  return byParserWord(thrown) ?? new ProblemException(kind, DETAIL_BY_STATUS[status] ?? '');
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (typeof thrown !== 'object' || thrown === null || !('status' in thrown)) return 500;
  return typeof thrown.status === 'number' ? thrown.status : 500;
}

function byParserWord(thrown: unknown): ProblemException | undefined {
  const parserError = thrown instanceof HttpException ? thrown.cause : thrown;
  if (typeof parserError !== 'object' || parserError === null) return undefined;
  const { type, code, field } = parserError as { type?: unknown; code?: unknown; field?: unknown };
  const word = typeof type === 'string' ? type : String(code);
  return BY_PARSER_WORD[word]?.(typeof field === 'string' ? field : 'file');
}
