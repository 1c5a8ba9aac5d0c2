import eslint from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const specs = [
  '**/*.spec.ts',
  '**/*.e2e-spec.ts',
  'libs/testing/**/*.ts',
  'libs/engine/test/**/*.ts',
  'backend/{test,bench,chaos}/**/*.ts',
];

const REDIS_NAME = '^(tasks:|task:|dlq:|worker:|workers:|openrouter:|circuit_breaker:|idem:|queue-updates)';
const redisNames = [`Literal[value=/${REDIS_NAME}/]`, `TemplateElement[value.raw=/${REDIS_NAME}/]`].map((selector) => ({
  selector,
  message: 'Redis names are spelled in libs/engine/src/keys.ts alone: one typo elsewhere is a task that nobody finds.',
}));
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in backend/src/shared/config alone, which validates it before anything starts.',
};
const chance = [
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "CallExpression[callee.object.name='Math'][callee.property.name='random']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
].map((selector) => ({
  selector,
  message: 'Time and chance are passed in (libs/engine/src/clock.ts), so that a test can decide them.',
}));

/** What Node and the test runner put into the global scope of the launcher. */
const nodeGlobals = [
  'process',
  'console',
  'Buffer',
  'URL',
  'AbortController',
  'AbortSignal',
  'performance',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'fetch',
];
const specGlobals = ['describe', 'it', 'expect', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach'];
const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

export default defineConfig(
  globalIgnores(['dist', '.data', '.angular', 'coverage', 'libs/client/src/generated.ts']),
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [eslint.configs.recommended],
    languageOptions: { globals: readonly(nodeGlobals) },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: readonly(['module', 'require', '__dirname']) } },
  { files: ['scripts/**/*.spec.mjs'], languageOptions: { globals: readonly(specGlobals) } },
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A Nest module or an Angular shell is its decorator; the class below it has nothing to say.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // DTOs, and the options of Material, are classes that only describe the shape of plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `() => this.log.write(line)` reads as what it does; braces around it would say nothing more.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': ['error', ...redisNames, environment, ...chance],
    },
  },
  { files: ['libs/engine/src/keys.ts'], rules: { 'no-restricted-syntax': ['error', environment, ...chance] } },
  {
    files: ['libs/{engine,client}/src/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...redisNames, environment] },
  },
  { files: ['backend/src/shared/config/*.ts'], rules: { 'no-restricted-syntax': ['error', ...redisNames, ...chance] } },
  {
    files: ['console/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'ws', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'ws', style: 'camelCase' }],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      'no-restricted-syntax': ['error', ...redisNames],
    },
  },
  {
    files: ['console/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: { '@angular-eslint/template/prefer-control-flow': 'error' },
  },
  {
    files: specs,
    rules: {
      // A parsed answer of a server is `any`, and what it holds is what the assertion is about.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // In a spec, a value that is missing should end the test on the spot.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', ...redisNames],
    },
  },
  // What the engine leaves in Redis is compared with names spelled by hand: a key that changes its name must be noticed.
  { files: ['libs/engine/**/*.spec.ts', 'libs/testing/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
