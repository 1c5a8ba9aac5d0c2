import { buildParts } from '../launcher/build-parts.mjs';
import { emulatorProcess } from '../launcher/emulator.mjs';
import { aborted, listenForStop } from '../launcher/stop-signals.mjs';
import { readSettings } from '../launcher/settings.mjs';
import { CONFIGURATION_REFUSED } from '../launcher/supervised-process.mjs';

/** `npm run emulator`: the model provider's stand-in alone, until Ctrl-C. */
export default async function emulator() {
  readSettings();
  await buildParts();
  const stop = listenForStop();
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    const process = emulatorProcess(() => resolve(CONFIGURATION_REFUSED));
    process.start();
    void aborted(stop.soft)
      .then(() => process.stop(stop.hard))
      .then(() => resolve(0));
  });
  return ended;
}
