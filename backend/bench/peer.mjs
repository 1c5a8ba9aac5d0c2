import { createRequire } from 'node:module';

const requireHere = createRequire(import.meta.url);

/**
 * Loads a package of this folder, which nothing else of the project needs or installs.
 * @param {string} name
 */
export function peer(name) {
  try {
    return requireHere(name);
  } catch (fault) {
    throw new Error(`${name} is not installed: run "npm ci --ignore-scripts" in backend/bench.`, { cause: fault });
  }
}
