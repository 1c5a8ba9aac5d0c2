import { bee } from './bee.mjs';
import { bull } from './bull.mjs';
import { bullmq } from './bullmq.mjs';
import { raw } from './raw.mjs';
import { workstream } from './workstream.mjs';

/** @type {Record<string, import('./engine.mjs').Engine>} */
const engines = { workstream, bullmq, bull, bee, raw };

export const ENGINE_NAMES = Object.keys(engines);

/** The adapter of that name. @param {string} name */
export function engineNamed(name) {
  const engine = engines[name];
  if (!engine) throw new Error(`There is no engine ${name}: use some of ${ENGINE_NAMES.join(', ')}.`);
  return engine;
}
