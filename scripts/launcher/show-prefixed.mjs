import { createInterface } from 'node:readline';
import { bold, say } from './report.mjs';

const WIDTH = 9;

/**
 * Shows every line of a stream behind the name of its process.
 * @param {string} name
 * @param {import('node:stream').Readable} stream
 * @param {{ notice?: ((line: string) => void) | undefined, until?: AbortSignal }} [options] `notice` is told of each line; after `until` nothing is shown
 */
export function showPrefixed(name, stream, { notice, until } = {}) {
  createInterface({ input: stream }).on('line', (line) => {
    if (until?.aborted) return;
    say(`${bold(name.padEnd(WIDTH))} ${line}`);
    notice?.(line);
  });
}
