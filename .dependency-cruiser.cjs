const SPEC = '[.](spec|e2e-spec)[.]ts$';
// A folder of a process or of shared, or one handler: worker/handlers/summarize.
const FEATURE = '^backend/src/((?:api|worker|shared)/(?:handlers/)?[^/]+)/.+';

/** Node's own modules and packages by name, as the rules below see them. */
const pkg = (...names) => names.map((name) => `(^|/)node_modules/${name}(/|$)`);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'contracts-import-nothing',
      comment: 'Node and the browser both compile the contracts: anything they import, both must have.',
      severity: 'error',
      from: { path: '^libs/contracts/src', pathNot: SPEC },
      to: { pathNot: '^libs/contracts/src' },
    },
    {
      name: 'engine-stands-alone',
      comment: 'The engine must run in a script of 20 lines: contracts, ioredis and Node are all it may need.',
      severity: 'error',
      from: { path: '^libs/engine/src', pathNot: SPEC },
      to: { pathNot: ['^libs/(engine|contracts)/src', ...pkg('ioredis')], dependencyTypesNot: ['core'] },
    },
    {
      name: 'client-stands-alone',
      comment: 'It runs in the programs of others, browsers among them: what belongs to a server must not come along.',
      severity: 'error',
      from: { path: '^libs/client/src', pathNot: SPEC },
      to: {
        pathNot: [
          '^libs/(client|contracts)/src',
          ...pkg('openapi-fetch', 'openapi-typescript-helpers', 'eventsource-parser'),
        ],
      },
    },
    {
      name: 'libs-have-one-door',
      comment: 'What a library does not export from its index is free to change.',
      severity: 'error',
      from: { path: '^(libs/([^/]+)|backend|console)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index[.]ts$', '^libs/$2/'] },
    },
    {
      name: 'shared-is-below',
      comment: 'Both processes stand on shared: what it knows of one of them, the other would load too.',
      severity: 'error',
      from: { path: '^backend/src/shared', pathNot: SPEC },
      to: { path: ['^backend/src/(api|worker|emulator)', ...pkg('@nestjs/swagger', '@nestjs/platform-express')] },
    },
    {
      name: 'api-not-worker',
      comment: 'They are different processes and meet in Redis.',
      severity: 'error',
      from: { path: '^backend/src/api' },
      to: { path: '^backend/src/worker' },
    },
    {
      name: 'worker-not-api',
      comment: 'They are different processes and meet in Redis.',
      severity: 'error',
      from: { path: '^backend/src/worker' },
      to: { path: '^backend/src/api' },
    },
    {
      name: 'no-raw-redis',
      comment: 'Processes speak engine; a raw command beside it is a state change without a script.',
      severity: 'error',
      from: { path: '^backend/src/(api|worker)', pathNot: SPEC },
      to: { path: pkg('ioredis') },
    },
    {
      name: 'features-have-one-door',
      comment: 'A feature uses another one through its index, so that the files behind it can be moved freely.',
      severity: 'error',
      from: { path: FEATURE },
      to: { path: FEATURE, pathNot: ['^backend/src/$1/', '^backend/src/[^/]+/(handlers/)?[^/]+/index[.]ts$'] },
    },
    {
      name: 'console-knows-contracts-only',
      comment: 'The browser must not receive, nor depend on, anything that belongs to a server.',
      severity: 'error',
      from: { path: '^console' },
      to: { path: '^(backend|libs/(engine|testing))/' },
    },
    {
      name: 'pages-stand-apart',
      comment: 'Pages share through ui, state and api: each can be changed, or dropped, alone.',
      severity: 'error',
      from: { path: '^console/src/app/pages/([^/]+)/' },
      to: { path: '^console/src/app/pages/[^/]+/', pathNot: '^console/src/app/pages/$1/' },
    },
    {
      name: 'ui-only-presents',
      comment: 'Inputs in, outputs out: what fetches nothing can be shown, and tested, anywhere.',
      severity: 'error',
      from: { path: '^console/src/app/ui' },
      to: { path: '^console/src/app/(api|state)/' },
    },
    {
      name: 'testing-never-ships',
      comment: 'It starts servers and breaks them on purpose.',
      severity: 'error',
      from: { pathNot: [SPEC, '^libs/(testing|engine/test)/', '^backend/(test|bench|chaos)/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'one-scheduler',
      comment: 'Timed work stands in worker/scheduler alone: there its errors are handled and its end is awaited.',
      severity: 'error',
      from: { pathNot: '^backend/src/worker/(scheduler/|worker[.]module[.]ts$)' },
      to: { path: pkg('@nestjs/schedule') },
    },
    {
      name: 'no-cycles',
      comment: 'Files in a circle can only be understood, loaded and moved all at once.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is left over, or not connected yet.',
      severity: 'error',
      from: { orphan: true, pathNot: [SPEC, '[.]d[.]ts$', '[.]json$', '^console/setup-jest[.]ts$'] },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere would escape every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
