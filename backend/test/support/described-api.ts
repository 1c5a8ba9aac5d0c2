import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';

/** What of JSON Schema the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly example?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
}

/** A field of an address, a query or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

/** One method of one address. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const file = join(__dirname, '../../../docs/openapi.json');

/** The API as docs/openapi.json describes it: what may be asked, and whether an answer is one that it promises. */
export class DescribedApi {
  private readonly document = JSON.parse(readFileSync(file, 'utf8')) as Document;
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

  constructor() {
    const { schemas } = this.document.components;
    const closed = Object.entries(schemas).map(([name, schema]) => [name, toClosed(schema)] as const);
    this.ajv.addSchema({ ...this.document, components: { schemas: Object.fromEntries(closed) } }, 'api');
  }

  get operations(): Operation[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
    );
  }

  /** The schema itself, or the one that it refers to. */
  resolved(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : this.document.components.schemas[name]!;
  }

  /** What is wrong with an answer's body; empty when nothing is. A field that is not described is wrong. */
  faultsOf({ method, path, responses }: Operation, status: number, type: string, body: unknown): string[] {
    if (!responses[status]?.content?.[type]) return [`${String(status)} ${type} is not described`];
    const place = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'];
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    this.ajv.validate(`api#/${pointer}`, body);
    return (this.ajv.errors ?? []).map(
      (error) => `${error.instancePath} ${String(error.message)} ${toText(error.params)}`,
    );
  }
}

const toText = (params: unknown): string => JSON.stringify(params);

const toClosed = (schema: Schema): Schema =>
  schema.properties && schema.additionalProperties === undefined ? { ...schema, additionalProperties: false } : schema;
