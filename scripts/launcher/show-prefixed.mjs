import { createInterface } from 'node:readline';
import { bold, say } from './report.mjs';

const WIDTH = 9;

/** Shows every line of a stream behind the name of its process. @param {string} name @param {import('node:stream').Readable} stream @param {(line: string) => void} [notice] */
export function showPrefixed(name, stream, notice) {
  createInterface({ input: stream }).on('line', (line) => {
    say(`${bold(name.padEnd(WIDTH))} ${line}`);
    notice?.(line);
  });
}
