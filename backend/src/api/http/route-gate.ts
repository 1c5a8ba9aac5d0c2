import type { OpenAPIObject } from '@nestjs/swagger';
import type { RequestHandler } from 'express';
import { METHODS } from './open-api';
import { ProblemException } from './problem-exception';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

interface Pattern {
  readonly expression: RegExp;
  readonly methods: readonly string[];
}

/**
 * Lets through only what the document describes; another method is 405 with `Allow`, another path 404. A path spelled out by
 * a route belongs to that route alone: `GET /tasks/summarize/` is not a look-up of a task called "summarize".
 */
export function routeGate(document: OpenAPIObject): RequestHandler {
  const methodsOf = methodFinder(document);
  return (request, response, next) => {
    const allowed = methodsOf(request.path);
    const headers = { Allow: allowed.join(', ') };
    if (allowed.length === 0) throw new ProblemException('not-found', 'There is nothing at this address.');
    if (allowed.includes(request.method)) next();
    else if (request.method === 'OPTIONS') response.status(204).set(headers).end();
    else throw new ProblemException('method-not-allowed', `This address takes ${headers.Allow}.`, { headers });
  };
}

// Asked at each request: the paths spelled out, which most of them are, cost one look.
function methodFinder(document: OpenAPIObject): (path: string) => readonly string[] {
  const literals = new Map<string, readonly string[]>();
  const patterns: Pattern[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    const methods = methodsIn(item);
    const known = literals.get(plain(path)) ?? [];
    if (path.includes('{')) patterns.push({ expression: toExpression(path), methods });
    else literals.set(plain(path), [...new Set([...known, ...methods])]);
  }
  return (path) => literals.get(plain(path)) ?? methodsMatching(patterns, path);
}

const plain = (path: string): string => path.replace(/\/$/, '').toLowerCase();

function toExpression(path: string): RegExp {
  const text = path
    .replace(/\/$/, '')
    .replaceAll('.', '\\.')
    .replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${text}/?$`, 'i');
}

function methodsIn(item: PathItem): readonly string[] {
  const methods = METHODS.filter((method) => item[method] !== undefined).map((method) => method.toUpperCase());
  return item.get && !isEndless(item.get) ? [...methods, 'HEAD'] : methods;
}

// The head of a stream that never ends would never be known to be complete.
const isEndless = (operation: Operation): boolean => JSON.stringify(operation.responses).includes('text/event-stream');

function methodsMatching(patterns: readonly Pattern[], path: string): readonly string[] {
  const matching = patterns.filter(({ expression }) => expression.test(path));
  return [...new Set(matching.flatMap(({ methods }) => methods))];
}
