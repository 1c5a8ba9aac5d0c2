import fc, { type Arbitrary } from 'fast-check';
import type { DescribedApi, Operation, Parameter, Schema } from './described-api';

/** A request to one operation; what is undefined is not sent. */
export interface RandomRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer<ArrayBuffer> | FormData | undefined;
}

/** What a spec knows and a document does not tell. */
interface KnownValues {
  /** Values of parameters: ids of things that are there. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** Values of fields whose description says more than their schema. */
  readonly fields: Readonly<Record<string, readonly unknown[]>>;
  /** Files for forms: some that are taken. */
  readonly files: readonly Blob[];
}

const bytes = (text: string): Buffer<ArrayBuffer> => Buffer.from(text);
const json = (value: unknown): string => JSON.stringify(value);

/** A path that cannot be read: it is no sequence of characters. */
const UNREADABLE = '%E0%A4%A';

/** No value of any field, or one only by chance. */
const junk: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    ' ',
    '0',
    '-1',
    '1e9',
    'null',
    '__proto__',
    '%',
    '%00',
    "'",
    '\u0000',
    '\ud83d\ude00',
    null,
    true,
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.integer(),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
);
const junkText = junk.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));

/** Requests as an operation describes them, some of them right in every part and others wrong in any. */
export class RandomRequests {
  constructor(
    private readonly api: DescribedApi,
    private readonly known: KnownValues,
  ) {}

  /** @param isBroken true: every part may be junk; false: every part is as described */
  of(operation: Operation, isBroken: boolean): Arbitrary<RandomRequest> {
    const parameters = operation.parameters ?? [];
    const texts = (place: Parameter['in']) =>
      this.texts(
        parameters.filter((parameter) => parameter.in === place),
        isBroken,
      );
    return fc
      .record({
        path: texts('path'),
        query: texts('query'),
        header: texts('header'),
        body: this.body(operation, isBroken),
        slash: fc.constantFrom('', '/'),
        more: isBroken ? stray : fc.constant({ query: '', headers: {} }),
      })
      .map(({ path, query, header, body, slash, more }) => ({
        path: addressOf(operation.path + slash, path, query, more.query),
        headers: { ...toHeaders({ ...header, ...body.headers }), ...more.headers },
        body: body.body,
      }));
  }

  private texts(parameters: readonly Parameter[], isBroken: boolean): Arbitrary<Record<string, string>> {
    const model = parameters.map((parameter) => [parameter.name, this.text(parameter, isBroken)] as const);
    const always = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    return fc.record(Object.fromEntries(model), { requiredKeys: always, noNullPrototype: true });
  }

  private text({ name, in: place, schema }: Parameter, isBroken: boolean): Arbitrary<string> {
    const ids = this.known.parameters[name];
    const right = ids ? fc.constantFrom(...ids) : this.value(schema, name).map(String);
    if (!isBroken) return right;
    const wrong = place === 'path' ? fc.oneof(fc.constant(UNREADABLE), junkText.filter(isStep)) : junkText;
    return fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: wrong });
  }

  private body(operation: Operation, isBroken: boolean): Arbitrary<Pick<RandomRequest, 'headers' | 'body'>> {
    const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    if (!content) return fc.constant({ headers: {}, body: undefined });
    if (type === 'multipart/form-data') return this.form(content.schema, isBroken);
    const right = isBroken ? this.spoilt(content.schema) : this.value(content.schema);
    const sent = right.map((value) => ({ headers: { 'content-type': 'application/json' }, body: bytes(json(value)) }));
    return isBroken ? fc.oneof({ weight: 4, arbitrary: sent }, { weight: 1, arbitrary: anything }) : sent;
  }

  private form(schema: Schema, isBroken: boolean): Arbitrary<Pick<RandomRequest, 'headers' | 'body'>> {
    const files = fc.option(fc.constantFrom(...this.known.files), { freq: 10, nil: null });
    const file = isBroken ? files : fc.constantFrom(...this.known.files.slice(0, 1));
    const { properties = {} } = this.api.resolved(schema);
    const inputs = { properties: Object.fromEntries(Object.entries(properties).filter(([name]) => name !== 'file')) };
    const fields = isBroken ? this.spoilt(inputs) : this.value(inputs);
    return fc.record({ file, fields, twice: fc.boolean() }).map(({ file, fields, twice }) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(isRecord(fields) ? fields : {}))
        form.append(name, typeof value === 'string' ? value : json(value));
      if (file) form.append('file', file, 'a.pdf');
      if (file && twice && isBroken) form.append('file', file, '../b.pdf');
      return { headers: {}, body: form };
    });
  }

  /** What the schema describes, with junk in place of some parts, or with parts that it does not know. */
  private spoilt(schema: Schema): Arbitrary<unknown> {
    const { properties } = this.api.resolved(schema);
    if (!properties) return fc.oneof({ weight: 3, arbitrary: this.value(schema) }, { weight: 1, arbitrary: junk });
    const model = Object.entries(properties).map(([name, property]) => [name, this.spoilt(property)] as const);
    const known = fc.record(Object.fromEntries(model), { requiredKeys: [], noNullPrototype: true });
    const strange = fc.dictionary(fc.string({ maxLength: 20 }), junk, { maxKeys: 2, noNullPrototype: true });
    return fc.oneof(
      { weight: 6, arbitrary: known },
      { weight: 1, arbitrary: fc.tuple(known, strange).map(([fields, more]) => ({ ...fields, ...more })) },
      { weight: 1, arbitrary: junk },
    );
  }

  private value(reference: Schema, name = ''): Arbitrary<unknown> {
    const schema = this.api.resolved(reference);
    const known = this.known.fields[name];
    if (known) return fc.constantFrom(...known);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.oneOf) return fc.oneof(...schema.oneOf.map((one) => this.value(one)));
    if (schema.properties) return this.object(schema, schema.properties);
    return this.ofType(schema);
  }

  private ofType(schema: Schema): Arbitrary<unknown> {
    const { minimum: min = 0, maximum: max = 1e6 } = schema;
    switch (schema.type) {
      case 'integer':
        return fc.integer({ min, max });
      case 'number':
        return fc.double({ min, max, noNaN: true });
      case 'boolean':
        return fc.boolean();
      case 'array':
        return fc.array(this.value(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 4 });
      case 'object':
        return fc.dictionary(fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,9}$/), fc.stringMatching(/^[ -~]{1,20}$/), {
          maxKeys: 4,
          noNullPrototype: true,
        });
      default:
        return this.string(schema);
    }
  }

  private string({ pattern, example, maxLength = 2_000 }: Schema): Arbitrary<string> {
    if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength);
    if (typeof example === 'string') return fc.constant(example);
    return fc.stringMatching(/^[ -~]{1,20}$/);
  }

  private object(schema: Schema, properties: Readonly<Record<string, Schema>>): Arbitrary<unknown> {
    const model = Object.entries(properties).map(([name, property]) => [name, this.value(property, name)] as const);
    const required = (schema.required ?? []).filter((name) => name in properties);
    return fc.record(Object.fromEntries(model), { requiredKeys: required, noNullPrototype: true });
  }
}

/** Whether a text is a step of a path; an empty one and dots are not. */
const isStep = (text: string): boolean => !/^\.{0,2}$/.test(text);

/** What comes with requests from careless callers. */
const stray = fc.record({
  query: fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'x=1',
        '%',
        'page[a]=1',
        'page=1&page=2',
        'label.=',
        'label.a=1&label.a=2',
        '__proto__[a]=1',
        'limit[]=1',
      ),
    },
  ),
  headers: fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { accept: 'image/png' },
        { authorization: 'Bearer nonsense' },
        { 'x-api-key': 'nonsense' },
        { cookie: 'ws=nonsense; __Host-ws=%' },
        { 'x-request-id': '"<>' },
        { 'if-none-match': '*' },
        { range: 'bytes=5-1' },
        { 'accept-encoding': 'none' },
      ),
    },
  ),
});

/** A body of any bytes under any name. */
const anything = fc
  .record({
    type: fc.constantFrom(
      'application/json',
      'text/plain',
      'application/json; charset=utf-16',
      'multipart/form-data',
      'x',
    ),
    bytes: fc.oneof(
      fc.constantFrom('', '{', '[]', 'null', '"', '{"a":1}{', '1e999', '{"__proto__":{"a":1}}').map(bytes),
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
    ),
  })
  .map(({ type, bytes }) => ({ headers: { 'content-type': type }, body: bytes }));

function addressOf(
  template: string,
  path: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
  more: string,
): string {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = path[name]!;
    return text === UNREADABLE ? text : encodeURIComponent(text);
  });
  const pairs = Object.entries(query).map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  const search = [...pairs, ...(more === '' ? [] : [more])].join('&');
  return search === '' ? address : `${address}?${search}`;
}

/** A header holds one line of Latin letters; whatever else there is never leaves the caller. */
const toHeaders = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, text.replace(/[^\x20-\x7e\xa0-\xff]/g, '').trim()]),
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
