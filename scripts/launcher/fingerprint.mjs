import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './project.mjs';

/**
 * A hash of the names and contents of all files in `inputs`, the same on every machine; a missing input counts as empty.
 * @param {string[]} inputs files and folders, relative to the clone
 * @param {(path: string) => boolean} [accept]
 */
export function fingerprint(inputs, accept = () => true) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesBelow).filter(accept).sort()) {
    const content = readFileSync(inRoot(path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesBelow(path) {
  const stats = statSync(inRoot(path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [path];
  return readdirSync(inRoot(path)).flatMap((name) => filesBelow(join(path, name).replaceAll('\\', '/')));
}
