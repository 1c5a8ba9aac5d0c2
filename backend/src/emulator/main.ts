import { readConfig } from '../shared/config';
import { askToStop, runProcess } from '../shared/process';
import { EMULATOR_KEYS } from './provider';
import { startEmulator } from './start-emulator';

const PACE = { firstTokenMs: 150, tokenMs: 10 };

runProcess(async () => {
  const { openrouter } = readConfig();
  const emulator = await startEmulator({ port: openrouter.emulatorPort, pace: PACE });
  process.stdout.write(`The OpenRouter emulator is at ${emulator.baseUrl}, its key is ${EMULATOR_KEYS.inference}\n`);
  const stop = (): void => void emulator.close().finally(() => process.exit());
  process.once('SIGTERM', stop).once('SIGINT', stop);
  if (process.send) process.once('disconnect', askToStop);
});
