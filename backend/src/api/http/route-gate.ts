import type { OpenAPIObject } from '@nestjs/swagger';
import type { RequestHandler } from 'express';
import { METHODS } from './open-api';
import { ProblemException } from './problem-exception';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

interface Route {
  readonly isLiteral: boolean;
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/**
 * Lets through only what the document describes; another method is 405 with `Allow`, another path 404. A path spelled out by
 * a route belongs to that route alone: `GET /tasks/summarize/` is not a look-up of a task called "summarize".
 */
export function routeGate(document: OpenAPIObject): RequestHandler {
  const routes = Object.entries(document.paths).map(([path, item]) => toRoute(path, item));
  return (request, response, next) => {
    const allowed = allowedMethods(routes, request.path);
    const headers = { Allow: allowed.join(', ') };
    if (allowed.length === 0) throw new ProblemException('not-found', 'There is nothing at this address.');
    if (allowed.includes(request.method)) next();
    else if (request.method === 'OPTIONS') response.status(204).set(headers).end();
    else throw new ProblemException('method-not-allowed', `This address takes ${headers.Allow}.`, { headers });
  };
}

function toRoute(path: string, item: PathItem): Route {
  const methods = METHODS.filter((method) => item[method] !== undefined).map((method) => method.toUpperCase());
  const pattern = path
    .replace(/\/$/, '')
    .replaceAll('.', '\\.')
    .replace(/\{\w+\}/g, '[^/]+');
  return {
    isLiteral: !path.includes('{'),
    pattern: new RegExp(`^${pattern}/?$`, 'i'),
    methods: item.get && !isEndless(item.get) ? [...methods, 'HEAD'] : methods,
  };
}

// The head of a stream that never ends would never be known to be complete.
const isEndless = (operation: Operation): boolean => JSON.stringify(operation.responses).includes('text/event-stream');

function allowedMethods(routes: readonly Route[], path: string): string[] {
  const matching = routes.filter(({ pattern }) => pattern.test(path));
  const literal = matching.filter(({ isLiteral }) => isLiteral);
  return [...new Set((literal.length > 0 ? literal : matching).flatMap(({ methods }) => methods))];
}
