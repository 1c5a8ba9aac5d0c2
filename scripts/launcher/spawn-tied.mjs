import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { inRoot, root } from './project.mjs';

const leaveWithParent = ['--import', pathToFileURL(inRoot('scripts/launcher/leave-with-parent.mjs')).href];

/**
 * Starts a Node process that ends when the launcher does, even when the launcher is killed.
 * @param {string[]} args of Node
 * @param {{ env: NodeJS.ProcessEnv, output: 'inherit' | 'pipe', detached?: boolean }} options
 */
export const spawnTied = (args, { env, output, detached = false }) =>
  spawn(process.execPath, [...leaveWithParent, ...args], {
    cwd: root,
    env: { ...env, TIED_TO_LAUNCHER: 'yes' },
    detached,
    windowsHide: true,
    stdio: ['ignore', output, output, 'ipc'],
  });
