export { CLOCK, EngineModule, KEYS } from './engine.module';
