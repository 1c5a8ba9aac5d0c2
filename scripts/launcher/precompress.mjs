import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = new Set(['.js', '.css', '.html', '.svg']);

/** Below this an answer is one packet either way. */
const MIN_BYTES = 512;

/** @type {Record<string, (bytes: Buffer) => Promise<Buffer>>} */
const encoders = {
  '.br': (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  '.gz': (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/** Writes a brotli and a gzip form beside every text file of a folder, so that no request waits for the strongest packing. @param {string} folder */
export async function precompress(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => COMPRESSIBLE.has(extname(name))).map((name) => join(folder, name));
  await Promise.all(
    files.flatMap((file) => Object.entries(encoders).map(([suffix, encode]) => pack(file, suffix, encode))),
  );
}

/** A packed form that is no smaller is left out. @param {string} file @param {string} suffix @param {(bytes: Buffer) => Promise<Buffer>} encode */
async function pack(file, suffix, encode) {
  const bytes = readFileSync(file);
  if (bytes.length < MIN_BYTES) return;
  const packed = await encode(bytes);
  if (packed.length < bytes.length) writeFileSync(file + suffix, packed);
}
