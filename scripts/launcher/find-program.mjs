import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether `file` is a program that may be run. @param {string} file */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The first of `names` found on PATH, as an absolute path, or null.
 * @param {string[]} names in order of preference
 * @param {(file: string) => boolean} [accept]
 */
export function findProgram(names, accept = () => true) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const name of names)
    for (const folder of folders)
      for (const suffix of suffixes) {
        const file = join(folder, name + suffix);
        if (isProgram(file) && accept(file)) return file;
      }
  return null;
}
