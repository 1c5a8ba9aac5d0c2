import { frequentWords, sentencesOf, writeSummary } from './write-summary';

/** The part of JSON Schema that structured answers are asked with. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
}

/** Where an answer takes its words from. */
export interface Source {
  readonly text: string;
  /** The text of each page of the files that came with the request; a property named `page_3` is about the third. */
  readonly pages: readonly string[];
  readonly seed: number;
}

interface Writing extends Source {
  readonly root: JsonSchema;
}

/** A value that satisfies `schema` (all but `pattern` and `format`), its words taken from the source. */
export const writeJson = (schema: JsonSchema, source: Source): unknown =>
  valueOf(schema, '', { ...source, root: schema });

function valueOf(schema: JsonSchema, name: string, given: Writing): unknown {
  const page = given.pages[Number(/^page_(\d+)$/.exec(name)?.[1]) - 1];
  const writing = page === undefined ? given : { ...given, text: page };
  const target = schema.$ref === undefined ? schema : (defined(schema.$ref, writing.root) ?? {});
  if (target.const !== undefined) return target.const;
  if (target.enum) return target.enum[0];
  const choice = (target.anyOf ?? target.oneOf)?.[0];
  return choice ? valueOf(choice, name, writing) : typedValue(target, name, writing);
}

const defined = (ref: string, root: JsonSchema): JsonSchema | undefined => root.$defs?.[ref.replace('#/$defs/', '')];

function typedValue(schema: JsonSchema, name: string, writing: Writing): unknown {
  switch (typeof schema.type === 'string' ? schema.type : schema.type?.[0]) {
    case 'string':
      return fitted(stringFor(name, writing), schema);
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'array':
      return arrayFor(schema, name, writing);
    default:
      return objectFor(schema, writing);
  }
}

const objectFor = ({ properties = {} }: JsonSchema, writing: Writing): object =>
  Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, valueOf(property, name, writing)]));

// A list of strings is a list of frequent words; any other list has as few members as it may have, but one.
function arrayFor({ items = {}, minItems = 0, maxItems = 3 }: JsonSchema, name: string, writing: Writing): unknown[] {
  if (items.type === 'string' && items.enum === undefined) {
    const words = frequentWords(writing.text, Math.max(minItems, Math.min(maxItems, 3)));
    return [...words, ...Array.from({ length: Math.max(0, minItems - words.length) }, () => name)];
  }
  const length = writing.text.trim() === '' ? minItems : Math.max(1, minItems);
  return Array.from({ length }, () => valueOf(items, name, writing));
}

function stringFor(name: string, { text, seed }: Writing): string {
  const [first = ''] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (/title|headline|name/i.test(name) && !/sub/i.test(name)) return first;
  if (/body|text|content/i.test(name)) return text.trim();
  if (/summary|abstract/i.test(name)) return writeSummary(text, seed, 2);
  if (/subtitle|author|byline|date/i.test(name)) return '';
  return sentencesOf(text)[0] ?? '';
}

const fitted = (text: string, { minLength = 0, maxLength = Infinity }: JsonSchema): string =>
  text.padEnd(minLength, '.').slice(0, maxLength);
