import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHAPE = /^(wsk_live_([0-9A-Za-z]{8})_[0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;
const LARGEST_FAIR_BYTE = 248;

/**
 * A new key, `wsk_live_<id>_<secret>_<checksum>`: its prefix lets scanners find it where it does not belong, its checksum
 * finds typing errors without a look anywhere. The secret has 256 bits.
 */
export function createKeyText(): { id: string; text: string } {
  const id = randomText(8);
  const body = `wsk_live_${id}_${randomText(43)}`;
  return { id, text: `${body}_${checksum(body)}` };
}

/** The public part of a key, or null for what cannot be one. */
export function keyIdOf(text: string): string | null {
  const [, body = '', id = '', sum] = SHAPE.exec(text) ?? [];
  return id !== '' && checksum(body) === sum ? id : null;
}

/** A secret text of 256 bits. */
export const createToken = (): string => randomText(43);

/** What is kept of a secret. It has too many bits to be guessed, so a fast digest is as good as a slow one. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Compares in a time that does not tell how much is right. */
export const isSameDigest = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

function checksum(body: string): string {
  let rest = crc32(body);
  let text = '';
  while (text.length < 6) {
    text = (ALPHABET[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

// A byte above the last multiple of 62 would make some characters likelier than others.
function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < LARGEST_FAIR_BYTE && text.length < length) text += ALPHABET[byte % 62] ?? '';
    }
  }
  return text;
}
