import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

// Lets Node run our sources as they are, with the imports that the compiler understands: without a build, which could
// be of yesterday, and without the test runner, which cannot be killed on purpose.

const libs = fileURLToPath(new URL('../..', import.meta.url));
const compiler = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
  module: { type: 'commonjs' },
};

/** @param {string} specifier @param {string | undefined} parentUrl */
function sourceFile(specifier, parentUrl) {
  const [, library] = /^@workstream\/(\w+)$/.exec(specifier) ?? [];
  const isRelative = specifier.startsWith('.') && parentUrl?.startsWith('file:');
  if (!library && !isRelative) return undefined;
  const base = library ? join(libs, library, 'src') : join(dirname(fileURLToPath(parentUrl)), specifier);
  return [`${base}.ts`, join(base, 'index.ts')].find((file) => existsSync(file));
}

registerHooks({
  resolve(specifier, context, next) {
    const file = sourceFile(specifier, context.parentURL);
    if (!file) return next(specifier, context);
    return { url: pathToFileURL(file).href, format: 'commonjs', shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...compiler, filename });
    return { format: 'commonjs', source: code, shortCircuit: true };
  },
});
