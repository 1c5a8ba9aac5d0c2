import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { logContext } from '../../shared/logging';

const HEADER = 'X-Request-Id';
const SAFE_ID = /^[\w.:-]{1,64}$/;

/** Gives each request an id: the caller's own when it is short and harmless, else a new one. Sent back with every answer. */
export const trace: RequestHandler = (request, response, next) => {
  const given = request.get(HEADER);
  const traceId = given !== undefined && SAFE_ID.test(given) ? given : randomUUID();
  response.set(HEADER, traceId);
  logContext.run({ trace_id: traceId }, next);
};

/** The id of the request that `response` answers. */
export const traceIdOf = (response: Response): string => String(response.getHeader(HEADER) ?? '');
