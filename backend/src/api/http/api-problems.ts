import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from './problem.dto';

const DESCRIPTIONS = {
  400: 'The request is malformed, or cannot be carried out as things stand',
  401: 'An API key or a session is needed',
  403: 'The request comes from a foreign origin, or the key has not the scope that it takes',
  404: 'There is no such thing',
  410: 'The task was deleted meanwhile',
  413: 'The body is too large',
  415: 'The body is of the wrong type',
  422: 'Fields were refused; `errors` names them',
  429: 'Too many requests; `Retry-After` says when to try again',
  500: 'A fault of the server',
  503: 'Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again',
} as const;

type ProblemStatus = keyof typeof DESCRIPTIONS;

/** Documents how an operation can fail, besides what every operation can. */
export const ApiProblems = (...statuses: readonly ProblemStatus[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemDto),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: DESCRIPTIONS[status],
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
      }),
    ),
  );
