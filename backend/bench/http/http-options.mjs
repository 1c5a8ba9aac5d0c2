import { parseArgs } from 'node:util';

const full = { tasks: 100_000, creates: 10_000, reads: 2_000, batches: 30 };
const quick = { tasks: 5_000, creates: 2_000, reads: 500, batches: 5 };
const MOST_TASKS = 1_000_000;
const MOST_RUNS = 20;

/** @typedef {ReturnType<typeof readHttpOptions>} HttpOptions */

/** What to measure, as the command line says it. Throws with a sentence for the user. @param {string[]} args */
export function readHttpOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      tasks: { type: 'string' },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  const size = values.quick ? quick : full;
  return {
    size: { ...size, tasks: countFrom(values.tasks, size.tasks, MOST_TASKS) },
    runs: countFrom(values.runs, values.quick ? 1 : 3, MOST_RUNS),
    isProfiled: values.profile,
  };
}

/** @param {string | undefined} text @param {number} otherwise @param {number} most */
function countFrom(text, otherwise, most) {
  const count = text === undefined ? otherwise : Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new Error(`${text} is not a count from 1 to ${most}.`);
}
