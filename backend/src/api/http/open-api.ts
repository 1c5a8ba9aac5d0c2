import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { VERSION } from '../../shared/config';

const DESCRIPTION =
  'Hand over work that is long, fails often or costs money, and come back for the result. ' +
  'Every error is an RFC 9457 problem; times are ISO 8601 UTC; paths work with and without a trailing slash.';

/** The methods that an address may take. */
export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

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
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'API key', description: 'X-API-Key does as well' })
    .addCookieAuth('__Host-ws', { type: 'apiKey', in: 'cookie', description: 'What signing in sets' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (_controller, method) => method });
  for (const item of Object.values(document.paths)) METHODS.forEach((method) => settleSecurity(item[method]));
  return document;
}

type Operation = OpenAPIObject['paths'][string]['get'];

// A need that a method declares comes on top of its class's; and a route that declares none needs to say so.
function settleSecurity(operation: Operation): void {
  if (!operation) return;
  const bySchemes = new Map(operation.security?.map((need) => [Object.keys(need).join(), need]));
  operation.security = [...bySchemes.values()];
}

/** Serves Swagger UI at `/docs` and the document at `/docs-json`. */
export function serveDocs(app: NestExpressApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, {
    raw: ['json'],
    jsonDocumentUrl: 'docs-json',
    customSiteTitle: 'Workstream API',
  });
}
