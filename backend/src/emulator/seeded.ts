import { createHash } from 'node:crypto';

/** A number from 0 up to, not including, 1 that follows from its words alone. */
export const seededNumber = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('\n')).digest().readUInt32BE(0) / 2 ** 32;

/** The SHA-256 of some bytes, as lower-case hexadecimal digits. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
