/** One declared input of a script. */
interface Input {
  readonly name: string;
  readonly kind: 'key' | 'string' | 'integer' | 'list';
}

/** What a script's header declares. */
export interface Header {
  readonly flags: readonly string[];
  /** Further preludes, for what only some scripts share. */
  readonly uses: readonly string[];
  readonly keys: readonly Input[];
  readonly args: readonly Input[];
  /** Keys, then arguments. */
  readonly inputs: readonly Input[];
  /** What the script answers, in words. */
  readonly returns: string;
}

/** A value for an input. Only a `list` takes several. */
export type ScriptValue = string | number | Buffer | readonly (string | number | Buffer)[];

const headerLine = /^-- (KEYS|ARGV)\[(\d+)(\.\.\.)?\]\s+(\w+)\s+(.*)$/;

/**
 * Reads the executable header of a script: its first comment lines, `-- KEYS[n] name  type: what`,
 * `-- ARGV[n] name  string|integer: what`, `-- ARGV[n...] name  list: what`, `-- FLAGS …`, `-- USES …`,
 * `-- RETURN …`.
 *
 * @throws Error when positions are not 1, 2, 3, … or an argument has no type
 */
export function parseHeader(name: string, source: string): Header {
  const lines = source.split('\n');
  const header = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('--')),
  );
  const keys: Input[] = [];
  const args: Input[] = [];
  for (const line of header) {
    const match = headerLine.exec(line);
    if (!match) continue;
    const [, section, position, rest, input = '', description = ''] = match;
    const inputs = section === 'KEYS' ? keys : args;
    if (Number(position) !== inputs.length + 1)
      throw new Error(`${name}: ${section ?? ''} positions have a gap: ${line}`);
    inputs.push({ name: input, kind: section === 'KEYS' ? 'key' : kindOf(name, description, rest !== undefined) });
  }
  return {
    flags: wordsAfter('FLAGS', header),
    uses: wordsAfter('USES', header),
    keys,
    args,
    inputs: [...keys, ...args],
    returns: wordsAfter('RETURN', header).join(' '),
  };
}

function kindOf(script: string, description: string, isRest: boolean): Input['kind'] {
  const kind = /^(string|integer|list):/.exec(description)?.[1];
  if (kind === undefined || (kind === 'list') !== isRest)
    throw new Error(`${script}: "${description}" has no fitting type`);
  return kind as Input['kind'];
}

const wordsAfter = (word: string, lines: readonly string[]): string[] =>
  lines
    .find((line) => line.startsWith(`-- ${word} `))
    ?.slice(`-- ${word} `.length)
    .trim()
    .split(' ') ?? [];

/**
 * The text sent to Redis: flags, key constants, declared inputs as locals of the same names, prelude, body.
 * So neither a script nor its callers know positions.
 */
export function renderScript(
  source: string,
  header: Header,
  prelude: string,
  constants: Readonly<Record<string, string>>,
) {
  const flags = header.flags.length > 0 ? ` flags=${header.flags.join(',')}` : '';
  const literals = Object.entries(constants).map(([name, value]) => `local ${name} = ${luaString(value)}`);
  const keys = header.keys.map(({ name }, i) => `local ${name} = KEYS[${String(i + 1)}]`);
  const args = header.args.map((input, i) => bindArgument(input, i + 1));
  return [`#!lua${flags}`, ...literals, ...keys, ...args, prelude, source].join('\n');
}

function bindArgument({ name, kind }: Input, position: number): string {
  const argument = `ARGV[${String(position)}]`;
  switch (kind) {
    case 'integer':
      return `local ${name} = tonumber(${argument})`;
    case 'list':
      // In slices, because unpack() dies above some thousand values.
      return [
        `local ${name} = { unpack(ARGV, ${String(position)}, ${String(position + LIST_SLICE - 1)}) }`,
        `for i = ${String(position + LIST_SLICE)}, #ARGV do ${name}[i - ${String(position - 1)}] = ARGV[i] end`,
      ].join('\n');
    default:
      return `local ${name} = ${argument}`;
  }
}

/** Values of a list that are taken over in one step. */
const LIST_SLICE = 4_000;

const luaString = (value: string): string => `'${value.replace(/[\\']/g, '\\$&')}'`;

/** The flat keys and arguments of EVALSHA for named `inputs`; those that are not given are taken from `shared`. */
export function positionalValues(
  name: string,
  header: Header,
  inputs: Readonly<Record<string, ScriptValue>>,
  shared: Readonly<Record<string, string>> = {},
): (string | number | Buffer)[] {
  const flat: (string | number | Buffer)[] = [];
  let used = 0;
  for (const input of header.inputs) {
    const given = inputs[input.name];
    const value = given ?? shared[input.name];
    if (given !== undefined) used += 1;
    if (value === undefined) throw new Error(`${name} needs a value for ${input.name}`);
    if (typeof value === 'string' || typeof value === 'number' || Buffer.isBuffer(value)) flat.push(value);
    else for (const item of value) flat.push(item);
  }
  if (used !== Object.keys(inputs).length) refuseUnknown(name, header, inputs);
  return flat;
}

function refuseUnknown(name: string, header: Header, inputs: Readonly<Record<string, ScriptValue>>): never {
  const unknown = Object.keys(inputs).filter((given) => !header.inputs.some((input) => input.name === given));
  throw new Error(`${name} declares no input ${unknown.join(', ')}`);
}
