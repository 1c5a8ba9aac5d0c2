import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import { AccessControl } from './access-control';

const PATHS = /^\/docs(-json)?(\/|$)/;

/** The documentation is served past the routes, and so past their guard: here it needs what reading queues needs. */
export function guardDocs(app: NestExpressApplication): RequestHandler {
  const control = app.get(AccessControl);
  return (request, response, next) => {
    if (PATHS.test(request.path)) control.demand('read:queues', request, response).then(() => next(), next);
    else next();
  };
}
