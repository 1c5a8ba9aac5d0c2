import { parseArgs } from 'node:util';
import { ENGINE_NAMES, engineNamed } from './engines/index.mjs';
import { rows } from './rows.mjs';

const full = { tasks: 50_000, trickled: 500, few: 10_000, many: 1_000_000 };
const quick = { tasks: 5_000, trickled: 100, few: 1_000, many: 20_000 };

/** What to measure, as the command line says it. Throws with a sentence for the user. @param {string[]} args */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: Object.keys(rows).join(',') },
      engines: { type: 'string', default: ENGINE_NAMES.join(',') },
      runs: { type: 'string' },
      tasks: { type: 'string' },
      quick: { type: 'boolean', default: false },
      tuned: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  const size = values.quick ? quick : full;
  const engines = words(values.engines);
  engines.forEach(engineNamed);
  return {
    rows: words(values.only).map(knownRow),
    engines,
    runs: countFrom(values.runs, values.quick ? 1 : 3, 100),
    size: { ...size, tasks: countFrom(values.tasks, size.tasks, 1_000_000) },
    isTuned: values.tuned,
    isProfiled: values.profile,
  };
}

/** @param {string} list */
const words = (list) => list.split(',').filter(Boolean);

/** @param {string} name */
function knownRow(name) {
  if (!rows[name]) throw new Error(`There is no row ${name}: use some of ${Object.keys(rows).join(', ')}.`);
  return name;
}

/** @param {string | undefined} text @param {number} otherwise @param {number} most */
function countFrom(text, otherwise, most) {
  if (text === undefined) return otherwise;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new Error(`${text} is not a count from 1 to ${most}.`);
  return count;
}
