const LENGTH = 200;

/** Text of 200 bytes that begins with `stamp`. @param {number} [stamp] */
export const payload = (stamp = 0) => `${stamp} `.padEnd(LENGTH, 'x');

/** The number that a text began with. @param {string} text */
export const stampOf = (text) => Number.parseFloat(text);

/** Milliseconds of the clock that all processes of this machine share and nobody sets. */
export function sharedNow() {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
