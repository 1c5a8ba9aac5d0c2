import presets from 'jest-preset-angular/presets/index.js';

const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2024',
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
const node = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  moduleNameMapper: { '^@workstream/(.*)$': '<rootDir>/libs/$1/src/index.ts' },
  transform: { '^.+\\.ts$': swc },
};

/**
 * One project a level: `unit` stands beside the code; `api`, `system` and `browser` live in backend/test; `console` is
 * Angular; `launcher` is what stands behind `npm start`.
 */
export default {
  // Most specs wait for other processes, so that every core may have one.
  maxWorkers: '100%',
  projects: [
    { ...node, displayName: 'unit', roots: ['<rootDir>/backend/src', '<rootDir>/libs'], testMatch: ['**/*.spec.ts'] },
    { ...node, displayName: 'api', roots: ['<rootDir>/backend/test'], testMatch: ['**/test/*.e2e-spec.ts'] },
    { ...node, displayName: 'system', roots: ['<rootDir>/backend/test'], testMatch: ['**/test/system/*.e2e-spec.ts'] },
    {
      ...node,
      displayName: 'browser',
      roots: ['<rootDir>/backend/test'],
      testMatch: ['**/test/browser/*.e2e-spec.ts'],
    },
    {
      ...presets.createEsmPreset({ tsconfig: '<rootDir>/tsconfig.jest.json' }),
      displayName: 'console',
      rootDir: `${import.meta.dirname}/console`,
      moduleNameMapper: { '^@workstream/contracts$': `${import.meta.dirname}/libs/contracts/src/index.ts` },
      setupFilesAfterEnv: [`${import.meta.dirname}/console/setup-jest.ts`],
    },
    {
      displayName: 'launcher',
      rootDir: `${import.meta.dirname}/scripts`,
      testEnvironment: 'node',
      testMatch: ['**/*.spec.mjs'],
      transform: {},
    },
  ],
  // Real servers and browsers start slowly on a busy machine; a test that hangs is still found.
  testTimeout: 20_000,
  coverageDirectory: 'coverage',
  collectCoverageFrom: ['libs/{contracts,engine}/src/**/*.ts', 'backend/src/**/*.ts', '!**/*.spec.ts', '!**/index.ts'],
  coverageThreshold: { './libs/': { lines: 90 } },
};
