import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, RequestHandler } from 'express';
import { Metrics } from './metrics';

/** Measures every request that is answered, by its route's pattern: an address with an id in it is no label. */
export function httpMetrics(app: NestExpressApplication): RequestHandler {
  const { requestSeconds } = app.get(Metrics);
  return (request, response, next) => {
    const end = requestSeconds.startTimer();
    response.once('finish', () => {
      end({ method: request.method, route: routeOf(request), status: String(response.statusCode) });
    });
    next();
  };
}

function routeOf(request: Request): string {
  const route: unknown = request.route;
  if (typeof route !== 'object' || route === null || !('path' in route)) return 'none';
  return typeof route.path === 'string' ? route.path : 'none';
}
