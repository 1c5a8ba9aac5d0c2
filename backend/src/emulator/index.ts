export { EMULATOR_KEYS } from './provider';
export { startEmulator, type Emulator } from './start-emulator';
