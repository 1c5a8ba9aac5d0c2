import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule } from '@nestjs/common';
import { ROLES, type Role } from '@workstream/contracts';
import { AccessModule, ApiKeys, type ApiKey } from '../shared/access';
import { ConfigModule, InvalidConfigError, readConfig, type AppConfig } from '../shared/config';
import { JsonLogger } from '../shared/logging';
import { runProcess } from '../shared/process';

const USAGE = `Use one of
  create --name NAME --role ${ROLES.join('|')} [--days N]   makes a key and shows it, once
  list                                             shows all keys
  revoke ID                                        ends a key at once`;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The application that manages keys: no routes, no worker. */
@Module({})
class KeysModule {
  static forRoot(config: AppConfig): DynamicModule {
    return { module: KeysModule, imports: [ConfigModule.forRoot(config, 'api'), AccessModule] };
  }
}

runProcess(async () => {
  const config = readConfig();
  const app = await NestFactory.createApplicationContext(KeysModule.forRoot(config), {
    logger: new JsonLogger('error'),
    abortOnError: false,
  });
  try {
    say(await obey(app.get(ApiKeys), process.argv.slice(2)));
  } finally {
    await app.close();
  }
});

function obey(keys: ApiKeys, args: readonly string[]): Promise<string> {
  const [command, ...rest] = args;
  switch (command) {
    case 'create':
      return create(keys, rest);
    case 'list':
      return keys.list().then(table);
    case 'revoke':
      return revoke(keys, rest[0]);
    default:
      throw refusal(USAGE);
  }
}

async function create(keys: ApiKeys, args: string[]): Promise<string> {
  const { name, role, days } = readOptions(args);
  const created = await keys.create(name, role, days === null ? null : days * DAY_MS);
  if (created === 'TOO_MANY')
    throw refusal(`There are two valid keys named ${name}; revoke the older one first: list shows them`);
  return `${created.text}\nThis is the only time it is shown. Its public part, for revoke, is ${created.key.id}.`;
}

function readOptions(args: string[]): { name: string; role: Role; days: number | null } {
  const options = { name: { type: 'string' }, role: { type: 'string' }, days: { type: 'string' } } as const;
  const { name, role, days } = parsed(() => parseArgs({ args, options }).values);
  if (name === undefined || !/^[\w.@-]{1,64}$/.test(name))
    throw refusal('--name must be 1 to 64 letters, digits or characters of _.@-');
  const known = ROLES.find((one) => one === role);
  if (!known) throw refusal(`--role must be ${ROLES.join(' or ')}`);
  if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days)) throw refusal('--days must be an integer from 1 to 9999');
  return { name, role: known, days: days === undefined ? null : Number(days) };
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch {
    throw refusal(USAGE);
  }
}

async function revoke(keys: ApiKeys, id: string | undefined): Promise<string> {
  if (id === undefined) throw refusal(USAGE);
  if (!(await keys.revoke(id))) throw refusal(`There is no key ${id}; list shows them`);
  return `The key ${id} is revoked.`;
}

const table = (keys: readonly ApiKey[]): string =>
  keys.length === 0
    ? 'There are no keys: on this machine everyone may do everything, and no other machine may connect.'
    : keys.map(rowOf).join('\n');

const rowOf = ({ id, name, role, createdAt, expiresAt, lastUsedAt }: ApiKey): string =>
  `${id}  ${role.padEnd(8)}  ${name}  created ${createdAt}  expires ${expiresAt ?? 'never'}  last used ${lastUsedAt ?? 'never'}`;

const refusal = (sentence: string): InvalidConfigError => new InvalidConfigError([sentence]);

const say = (text: string): void => void process.stdout.write(`${text}\n`);
