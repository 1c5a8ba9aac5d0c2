import { routes } from '@workstream/contracts';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Fleet } from './support/fleet';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

interface Parameter {
  readonly name: string;
  readonly description?: string;
  readonly schema?: { readonly type?: string };
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** Of the built server: only the compiler that builds it fills the schemas in. */
describe('the OpenAPI document', () => {
  let fleet: Fleet;
  let document: OpenAPIObject;
  beforeAll(async () => {
    fleet = await Fleet.start({ workers: 0 });
    document = await fleet.get<OpenAPIObject>('/docs-json');
  });
  afterAll(() => fleet.stop());

  const operations = (): [string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(([method, operation]): [string, Operation] => [
        `${method} ${path}`,
        operation,
      ]),
    );

  it('is OpenAPI 3.1 and says what it describes', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Workstream', version: '0.1.0', license: { name: 'MIT' } });
  });

  it('has every address that the contract names', () => {
    const template = (path: string) => path.replace(/some-id|\{\w+\}/, '{}').replace(/\/$/, '');
    const named = Object.values(routes).map((route) => template(typeof route === 'string' ? route : route('some-id')));
    expect(Object.keys(document.paths).map(template)).toEqual(expect.arrayContaining(named));
  });

  it('gives every operation an id of its own, a tag and a summary', () => {
    const ids = operations().map(([, operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, { operationId, summary, tags }] of operations()) {
      expect([name, Boolean(operationId), Boolean(summary), tags?.length]).toEqual([name, true, true, 1]);
    }
  });

  it('says of every operation who may call it: whoever holds a key or a session, or everyone', () => {
    const open = ['getSession', 'openSession', 'closeSession', 'getHealth', 'getLive', 'getReady'];
    for (const [, { operationId, security }] of operations()) {
      const needs = open.includes(operationId ?? '') ? [] : [{ bearer: [] }, { session: [] }];
      expect([operationId, security]).toEqual([operationId, needs]);
    }
  });

  it('describes every parameter and gives it a schema, and the shape of every body', () => {
    for (const [name, { parameters = [], requestBody }] of operations()) {
      for (const parameter of parameters as Parameter[])
        expect([name, parameter.name, Boolean(parameter.description), typeof parameter.schema?.type]).toEqual([
          name,
          parameter.name,
          true,
          'string',
        ]);
      for (const { schema } of Object.values((requestBody as Content | undefined)?.content ?? {}))
        expect([name, schema]).toEqual([name, { $ref: expect.any(String) }]);
    }
  });

  it('gives every success that has a body a schema, and problems for all else', () => {
    for (const [name, { responses }] of operations()) {
      for (const [status, response] of Object.entries(responses) as [string, Content & { description: string }][]) {
        const types = Object.keys(response.content ?? {});
        expect([name, status, response.description]).toEqual([name, status, expect.stringMatching(/\w/)]);
        if (status === '204') expect([name, types]).toEqual([name, []]);
        else if (status >= '400') expect([name, status, types]).toEqual([name, status, ['application/problem+json']]);
        else expect([name, types.length, response.content?.[types[0]!]?.schema]).toEqual([name, 1, expect.any(Object)]);
      }
      expect([name, Object.keys(responses)]).toEqual([name, expect.arrayContaining(['403', '500'])]);
    }
  });

  it('describes every schema it refers to, with its properties', () => {
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '');
    const schemas = (document.components?.schemas ?? {}) as Record<string, { properties?: object }>;
    for (const name of referred) {
      expect([name, Object.keys(schemas[name]?.properties ?? {}).length > 0]).toEqual([name, true]);
    }
  });

  it('tells limits and defaults', () => {
    const list = document.paths['/api/v1/tasks']?.get?.parameters;
    expect(list).toContainEqual(
      expect.objectContaining({
        name: 'page_size',
        required: false,
        schema: expect.objectContaining({ maximum: 100, default: 20 }),
      }),
    );
    expect(document.components?.schemas?.['CreateSummarizeTaskDto']).toMatchObject({
      required: ['content'],
      properties: { max_retries: { type: 'integer', minimum: 0, maximum: 20 } },
    });
  });

  it('is shown at /docs', async () => {
    const page = await fetch(fleet.url('/docs'));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Workstream API')]);
  });
});
