import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '@workstream/contracts';
import { RedisServer } from '@workstream/testing';
import { parseAllDocuments } from 'yaml';
import { loadConfig } from '../src/shared/config';
import { VARIABLE_NAMES } from '../src/shared/config/environment';
import { durationMs, readCompose, variablesOf, type Service } from './support/compose-file';
import { copiedInto, entersContext, readStages } from './support/docker-file';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const compose = read('docker-compose.yml');
const dockerignore = read('.dockerignore');
const dockerfiles = ['deploy/Dockerfile.server', 'deploy/Dockerfile.console'] as const;
const manifest = JSON.parse(read('package.json')) as Record<'scripts' | 'optionalDependencies', Record<string, string>>;

/** The source of what the build leaves in dist/server. */
const sourceOf = (program: string): string => program.replace('dist/server/', '').replace(/\.js$/, '.ts');

const textsOf = (service: Service): Record<string, string> =>
  Object.fromEntries(Object.entries(service.environment ?? {}).map(([name, value]) => [name, String(value)]));

/** The `.env` of somebody who copied the example and changed nothing. */
const exampleEnvironment = Object.fromEntries(
  [...read('.env.example').matchAll(/^([A-Z_]+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
);

describe('docker-compose.yml', () => {
  const { services, networks } = readCompose(compose);

  it('has the four parts of the system', () => {
    expect(Object.keys(services).toSorted()).toEqual(['api', 'console', 'redis', 'worker']);
  });

  it.each(Object.entries(services))('takes from %s all rights that it does not need', (_name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    const lastUser = service.build && readStages(read(service.build.dockerfile)).at(-1)!.instructions;
    const user = service.user ?? lastUser?.find(({ name }) => name === 'USER')?.text;
    expect(user).toMatch(/^([1-9]\d*:[1-9]\d*|redis)$/);
  });

  it.each(Object.entries(services))(
    'asks %s how it is without a shell, and gives it time to stop',
    (_name, service) => {
      expect(service.healthcheck.test[0]).toBe('CMD');
      expect(durationMs(service.stop_grace_period)).toBeGreaterThanOrEqual(10_000);
    },
  );

  it.each(['10000', '60000'])('kills no server within a SHUTDOWN_GRACE_MS of %s and its last words', (graceMs) => {
    const { api, worker } = readCompose(compose, { SHUTDOWN_GRACE_MS: graceMs }).services;
    for (const service of [api!, worker!]) {
      expect(durationMs(service.stop_grace_period)).toBeGreaterThan(Number(graceMs) + 5000);
    }
  });

  it('publishes the API and the console on the loopback alone, and Redis nowhere', () => {
    expect(services['api']!.ports).toEqual(['127.0.0.1:8000:8000']);
    expect(services['console']!.ports).toEqual(['127.0.0.1:3000:3000']);
    expect(services['redis']!.ports).toBeUndefined();
  });

  it('lets only the API and the workers reach Redis', () => {
    const reaching = Object.entries(services).filter(([, service]) => service.networks.includes('store'));
    expect(reaching.map(([name]) => name).toSorted()).toEqual(['api', 'redis', 'worker']);
    expect(networks['store']).toEqual({ internal: true });
    expect(services['redis']!.networks).toEqual(['store']);
  });

  it.each(['api', 'worker'])('sets nothing for the %s but what it reads', (name) => {
    const unknown = Object.keys(services[name]!.environment!).filter((variable) => !VARIABLE_NAMES.includes(variable));
    expect(unknown).toEqual(name === 'worker' ? ['NODE_OPTIONS'] : []);
  });

  it.each([
    ['nothing set', {}],
    ['a copy of .env.example', exampleEnvironment],
  ])('configures both servers so that they start: %s', (_what, environment) => {
    const { api, worker } = readCompose(compose, environment).services;
    const config = loadConfig(textsOf(api!));
    // Without this the API would ask for a key, which somebody who only looks does not have.
    expect(config.http).toMatchObject({ host: '0.0.0.0', port: 8000, insecureOpen: true });
    expect(loadConfig(textsOf(worker!))).toMatchObject({
      redis: { address: { url: 'redis://redis:6379' } },
      worker: { concurrency: 8 },
    });
  });

  it("passes on the worker's variables, the older name too", () => {
    const environment = { WORKER_REPLICAS: '5', CELERY_WORKER_CONCURRENCY: '3', WORKER_MEMORY_LIMIT: '700' };
    const { worker } = readCompose(compose, environment).services;
    expect(worker).toMatchObject({ deploy: { replicas: '5' }, mem_limit: '700m' });
    expect(loadConfig(textsOf(worker!)).worker).toMatchObject({ concurrency: 3, memoryLimitMib: 700 });
  });

  it('hands on every setting but those of another Redis and of a machine without containers', () => {
    const others =
      /^(REDIS_(SENTINEL.*|CLUSTER_NODES|USERNAME|PASSWORD|TLS.*)|CONSOLE_DIR|NODE_ENV|OPENROUTER_EMULATOR_PORT)$/;
    const handedOn = [...Object.keys(textsOf(services['api']!)), ...variablesOf(compose)];
    expect(VARIABLE_NAMES.filter((name) => !handedOn.includes(name) && !others.test(name))).toEqual([]);
  });

  it('takes no variable from outside that is not explained', () => {
    const readme = read('deploy/README.md');
    const unexplained = variablesOf(compose).filter((name) => !readme.includes(`\`${name}\``));
    expect(unexplained).toEqual([]);
  });
});

describe('deploy/docker-compose.keys.yml', () => {
  const overlay = read('deploy/docker-compose.keys.yml');
  const environment = { REDIS_PASSWORD: 'hard-to-guess', REDIS_MAXMEMORY: '2gb' };
  const base = readCompose(compose, environment).services;
  const over = readCompose(overlay, environment).services;
  const merged = (name: 'api' | 'worker') => ({ ...textsOf(base[name]!), ...textsOf(over[name]!) });

  it('lets nobody in without a key', () => {
    expect(loadConfig(merged('api')).http).toMatchObject({ host: '0.0.0.0', insecureOpen: false });
  });

  it.each(['api', 'worker'] as const)('gives Redis and the %s the same password', (name) => {
    const { address } = loadConfig(merged(name)).redis;
    expect(address).toMatchObject({ url: 'redis://redis:6379', options: { password: 'hard-to-guess' } });
    expect(over['redis']!.command).toEqual([...base['redis']!.command!, '--requirepass', 'hard-to-guess']);
    expect(over['redis']!.environment).toEqual({ REDISCLI_AUTH: 'hard-to-guess' });
  });

  it('takes no variable from outside that is not explained', () => {
    const readme = read('deploy/README.md');
    expect(variablesOf(overlay).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('deploy/kubernetes.yaml', () => {
  interface Container {
    readonly name: string;
    readonly args: readonly [string];
    readonly env: readonly { readonly name: string; readonly value: unknown }[];
    readonly securityContext: object;
    readonly livenessProbe?: object;
    readonly readinessProbe: { readonly exec?: { readonly command: readonly string[] } };
  }
  interface Manifest {
    readonly kind: string;
    readonly spec: {
      readonly template: {
        readonly spec: {
          readonly terminationGracePeriodSeconds: number;
          readonly securityContext: object;
          readonly containers: readonly [Container];
        };
      };
    };
  }

  const manifests = parseAllDocuments(read('deploy/kubernetes.yaml')).map((document) => document.toJS() as Manifest);
  const pods = manifests.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.spec);
  const [api, worker] = pods.map((pod) => pod.containers[0]);

  it('runs what the build makes, configured so that it starts', () => {
    for (const { args, env } of [api!, worker!]) {
      expect(existsSync(join(root, sourceOf(args[0])))).toBe(true);
      const texts = Object.fromEntries(env.map(({ name, value }) => [name, value as string]));
      expect(() => loadConfig(texts)).not.toThrow();
    }
    expect(api!.env).toEqual([{ name: 'HOST', value: '0.0.0.0' }]);
  });

  it('takes all rights that are not needed, and kills nobody within the grace and the last words', () => {
    expect(pods).toHaveLength(2);
    for (const { securityContext, terminationGracePeriodSeconds, containers } of pods) {
      expect(securityContext).toMatchObject({ runAsNonRoot: true });
      expect(containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(terminationGracePeriodSeconds * 1000).toBeGreaterThan(loadConfig({}).shutdownGraceMs + 5000);
    }
  });

  it('restarts nothing because Redis is away', () => {
    expect(api!.livenessProbe).toMatchObject({ httpGet: { path: routes.live } });
    expect(api!.readinessProbe).toMatchObject({ httpGet: { path: routes.ready } });
    expect(worker!.livenessProbe).toBeUndefined();
    const [, script] = worker!.readinessProbe.exec!.command;
    expect(existsSync(join(root, script!))).toBe(true);
  });
});

describe('The images', () => {
  const programs = [readCompose(compose).services['worker']!.command!.join(), 'dist/server/backend/src/api/main.js'];

  it.each(programs)('run %s, which the build makes', (program) => {
    expect(existsSync(join(root, sourceOf(program)))).toBe(true);
  });

  it('start the API unless told otherwise', () => {
    const last = readStages(read('deploy/Dockerfile.server')).at(-1)!.instructions;
    expect(last.slice(-2)).toEqual([
      { name: 'ENTRYPOINT', text: '["node"]' },
      { name: 'CMD', text: `["${programs[1]!}"]` },
    ]);
  });

  it.each(dockerfiles)('copy nothing that is not there: %s', (path) => {
    const stages = readStages(read(path));
    for (const [position, stage] of stages.entries()) {
      const earlier = stages.slice(0, position).map(({ name }) => name);
      const missing = copiedInto(stage).filter(({ from, source }) =>
        from === null
          ? !existsSync(join(root, source)) || !entersContext(dockerignore, source)
          : !earlier.includes(from),
      );
      expect(missing).toEqual([]);
    }
  });

  it.each(dockerfiles)('call nothing that is not there: %s', (path) => {
    const text = read(path);
    const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
    expect(scripts).toEqual(['build']);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
    const [, module, method] = /import\('\.\/(.+?)'\)\.then\(\((?:\w+)\) => \w+\.(\w+)\(\)\)/.exec(text)!;
    expect(read(module!)).toMatch(new RegExp(`export async function ${method!}\\(`));
  });

  it('share their first stage, which therefore runs once', () => {
    const [server, console] = dockerfiles.map((path) => readStages(read(path))[0]);
    expect(server).toEqual(console);
  });

  it('leave out the pinned Node, and nothing else, with the optional dependencies', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optional?: boolean; dev?: boolean }>;
    };
    const optional = Object.entries(packages).filter(([, { optional, dev }]) => optional && !dev);
    const names = optional.map(([path]) => path.replace('node_modules/', ''));
    expect(names.toSorted()).toEqual(Object.keys(manifest.optionalDependencies).toSorted());
  });

  it('receive no secret and no local data', () => {
    expect(dockerignore.split('\n').find((line) => !line.startsWith('#'))).toBe('*');
    for (const path of ['.env', '.git', '.data', 'node_modules', 'dist', 'backend/test'])
      expect(entersContext(dockerignore, path)).toBe(false);
  });
});

describe('deploy/redis.conf', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    const lines = read('deploy/redis.conf').split('\n');
    // Where it listens and where its files lie is the affair of the spec.
    const settings = lines.filter((line) => /^(?!#|bind |dir |$)/.test(line));
    redis = await RedisServer.start(
      settings.flatMap((line) => `--${line}`.split(' ').map((word) => word.replaceAll('"', ''))),
    );
  });
  afterAll(() => redis.stop());

  it.each([
    ['appendonly', 'yes'],
    ['appendfsync', 'everysec'],
    ['maxmemory-policy', 'noeviction'],
    ['hash-max-listpack-value', '1024'],
    ['save', ''],
  ])('makes a real Redis answer %s = %j', async (name, value) => {
    expect(await redis.client().config('GET', name)).toEqual([name, value]);
  });
});
