import { inRoot } from './project.mjs';
import { SupervisedProcess } from './supervised-process.mjs';

const PRESET_PORT = 8787;

/** Tells the processes to send their calls to the emulator, with the models that it has. @param {number} port */
export const emulatorEnvironment = (port) => ({
  OPENROUTER_BASE_URL: `http://127.0.0.1:${port}/api/v1`,
  OPENROUTER_API_KEY: 'sk-or-emulator',
  OPENROUTER_API_KEY_FILE: '',
  OPENROUTER_MODEL: 'emulator/small-text',
  OPENROUTER_PDF_MODEL: 'emulator/vision-pdf',
});

/** Where the emulator will listen. */
export const emulatorPort = () => Number(process.env.OPENROUTER_EMULATOR_PORT || PRESET_PORT);

/** The emulator as a process that is started again whenever it ends by itself. @param {() => void} onRefusal */
export const emulatorProcess = (onRefusal) =>
  new SupervisedProcess({
    name: 'Emulator',
    args: [inRoot('dist/server/backend/src/emulator/main.js')],
    env: process.env,
    onRefusal,
  });
