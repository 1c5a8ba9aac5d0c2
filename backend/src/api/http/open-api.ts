import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { VERSION } from '../../shared/config';

const DESCRIPTION =
  'Hand over work that is long, fails often or costs money, and come back for the result. ' +
  'Every error is an RFC 9457 problem; times are ISO 8601 UTC; paths work with and without a trailing slash.';

/** Describes every route of the application; method names are the operation ids. */
export function describeApi(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Workstream')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addTag('tasks', 'Create, find, retry and delete tasks')
    .addTag('queues', 'What waits, and the live stream of changes')
    .addTag('workers', 'Who works')
    .addTag('openrouter', 'The model provider')
    .addTag('redis', 'The store')
    .addTag('access', 'Who may do what')
    .addTag('health', 'For probes and people')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key; X-API-Key does as well' })
    .addCookieAuth('__Host-ws', { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  return SwaggerModule.createDocument(app, config, { operationIdFactory: (_controller, method) => method });
}

/** Serves Swagger UI at `/docs` and the document at `/docs-json`. */
export function serveDocs(app: NestExpressApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, {
    raw: ['json'],
    jsonDocumentUrl: 'docs-json',
    customSiteTitle: 'Workstream API',
  });
}
