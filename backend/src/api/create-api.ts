import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AppConfig } from '../shared/config';
import { JsonLogger } from '../shared/logging';
import { auditTrail, guardDocs } from './access';
import { ApiModule } from './api.module';
import {
  describeApi,
  Drain,
  ProblemFilter,
  refuseForeign,
  RequestValidationPipe,
  routeGate,
  securityHeaders,
  serveConsole,
  serveDocs,
  trace,
} from './http';
import { httpMetrics } from './metrics';

/** The whole API, not yet listening. */
export async function createApi(config: AppConfig): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.forRoot(config), {
    logger: new JsonLogger(config.logLevel),
    abortOnError: false,
    bodyParser: false,
    // An open event stream would hold the end of the process for ever.
    forceCloseConnections: true,
  });
  app.disable('x-powered-by');
  app.setGlobalPrefix('api/v1', { exclude: ['health', 'live', 'ready', 'metrics'] });
  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  const document = describeApi(app);
  app.use(app.get(Drain).track, httpMetrics(app), trace, securityHeaders, auditTrail(app), refuseForeign(config.http));
  app.use(guardDocs(app));
  serveDocs(app, document);
  serveConsole(app, config.http.consoleDir);
  app.use(routeGate(document));
  app.useBodyParser('json', { limit: '1mb' });
  return app;
}
