import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { measure } from './measurements.mjs';
import { report } from './report.mjs';
import { rows } from './rows.mjs';

/** @typedef {ReturnType<typeof import('./options.mjs').readOptions>} Options */
/** @typedef {import('./report.mjs').Finding} Finding */

/**
 * @typedef {object} Surroundings
 * @property {string} enginePath the compiled index of our engine
 * @property {string} redisCommand a Redis server
 * @property {string} redisArgv0 the name to call it by
 * @property {string} redisName its product and version
 * @property {string | null} listpackValue `hash-max-listpack-value` of that server, null for its default
 * @property {string} folder where results and passing data go
 * @property {(line: string) => void} tell hears of every measurement
 * @property {AbortSignal} stop ends the comparison early; what was found is kept
 */

/** Measures, engine after engine and run after run, so that no engine has a quiet hour for itself. @param {Options} options @param {Surroundings} surroundings */
export async function compare(options, surroundings) {
  const { folder, tell, stop, enginePath } = surroundings;
  mkdirSync(folder, { recursive: true });
  const redis = {
    ...{ command: surroundings.redisCommand, argv0: surroundings.redisArgv0 },
    ...{ place: folder, listpackValue: surroundings.listpackValue },
  };
  const setting = { enginePath, redis, profileFolder: options.isProfiled ? join(folder, 'profiles') : null };
  /** @type {Finding[]} */
  const findings = [];
  for (const { measurement, engine, run } of plan(options)) {
    if (stop.aborted) break;
    const finding = { measurement, engine, run, ...(await attempt(measurement, engine, setting, options, stop)) };
    findings.push(finding);
    tell(progress(finding));
  }
  const file = save(options, surroundings, findings);
  return { markdown: report(options.rows, options.engines, findings), file };
}

/** Each run begins with another engine. @param {Options} options */
function plan({ rows: names, engines, runs }) {
  const wanted = [...new Set(names.flatMap((name) => rows[name] ?? []).map(({ measurement }) => measurement))];
  const steps = [];
  for (let run = 1; run <= runs; run += 1) {
    const first = (run - 1) % engines.length;
    const order = [...engines.slice(first), ...engines.slice(0, first)];
    for (const measurement of wanted) for (const engine of order) steps.push({ measurement, engine, run });
  }
  return steps;
}

/** @param {string} measurement @param {string} engine @param {import('./stage.mjs').Setting} setting @param {Options} options @param {AbortSignal} stop */
async function attempt(measurement, engine, setting, { size }, stop) {
  try {
    return { figures: await measure(measurement, engine, setting, size, stop), fault: null };
  } catch (fault) {
    return { figures: null, fault: fault instanceof Error ? fault.message : String(fault) };
  }
}

/** @param {Finding} finding */
function progress({ measurement, engine, run, figures, fault }) {
  const shown = Object.entries(figures ?? {}).filter(([name]) => !name.includes(':'));
  const text = shown
    .map(([name, value]) => `${name} ${value === null ? 'n/a' : Number(value.toPrecision(4))}`)
    .join(', ');
  return `${measurement} · ${engine} · run ${run}: ${fault ?? text}`;
}

/** @param {Options} options @param {Surroundings} surroundings @param {Finding[]} findings */
function save(options, { folder, redisName, listpackValue }, findings) {
  const at = new Date().toISOString();
  const file = join(folder, `${at.replaceAll(/[:.]/g, '-')}.json`);
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg(), node: process.versions.node };
  writeFileSync(
    file,
    `${JSON.stringify({ at, machine, redis: redisName, listpackValue, options, findings }, null, 2)}\n`,
  );
  return file;
}
