import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone: every path of the launcher starts here, so it works from any current directory. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** A path inside the clone. @param {string[]} parts */
export const inRoot = (...parts) => resolve(root, ...parts);

/** A path below `.data/`, which holds all local state and may be deleted at any time that nothing runs. @param {string[]} parts */
export const inData = (...parts) => inRoot('.data', ...parts);

// Tells the processes that the launcher starts from those that they start.
process.env['LAUNCHER_PID'] = String(process.pid);
