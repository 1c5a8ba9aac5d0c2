import { engineNamed } from './engines/index.mjs';
import { rows } from './rows.mjs';
import { median } from './statistics.mjs';

/** @typedef {import('./rows.mjs').Table} Table */
/** @typedef {import('./rows.mjs').Column} Column */
/** @typedef {{ measurement: string, engine: string, run: number, figures: import('./measurements.mjs').Figures | null, fault: string | null }} Finding */

/** All others are compared with this one. */
const REFERENCE = 'bullmq';
const CEILING = 'raw';

/** The comparison as Markdown. @param {string[]} rowNames @param {string[]} engines @param {Finding[]} findings */
export function report(rowNames, engines, findings) {
  const tables = rowNames.flatMap((name) => rows[name] ?? []).map((table) => renderTable(table, engines, findings));
  return [...tables, renderCeiling(engines, findings)].filter(Boolean).join('\n\n');
}

/** @param {Table} table @param {string[]} engines @param {Finding[]} findings */
function renderTable({ title, measurement, columns }, engines, findings) {
  const found = findings.filter((finding) => finding.measurement === measurement);
  const [first, ...others] = columns;
  const header = ['Engine', heading(first), 'of BullMQ', ...others.map(heading)];
  const lines = engines.map((engine) => {
    const own = found.filter((finding) => finding.engine === engine);
    if (own.length > 0 && own.every(({ fault }) => fault !== null)) return [labelOf(engine), own[0]?.fault ?? ''];
    return [labelOf(engine), cell(own, first), ratio(own, found, first), ...others.map((column) => cell(own, column))];
  });
  return `### ${title}\n\n${markdown(header, lines)}`;
}

/** How close each engine's Redis time comes to that of the bare commands of a task's life. @param {string[]} engines @param {Finding[]} findings */
function renderCeiling(engines, findings) {
  const life = (/** @type {string} */ engine) => redisUs(findings, engine, 'add') + redisUs(findings, engine, 'drain');
  const floor = life(CEILING);
  if (!Number.isFinite(floor)) return '';
  const lines = engines
    .filter((engine) => Number.isFinite(life(engine)))
    .map((engine) => [
      labelOf(engine),
      `${number(life(engine), 1)} µs`,
      number(1e6 / life(engine), 0),
      `${number((100 * floor) / life(engine), 0)} %`,
    ]);
  const header = [
    'Engine',
    'Redis CPU, add and drain',
    'Tasks a second that one core of Redis carries',
    'of the ceiling',
  ];
  return `### The ceiling: the fewest raw commands of such a life, pipelined\n\n${markdown(header, lines)}`;
}

/** @param {Finding[]} findings @param {string} engine @param {string} measurement */
function redisUs(findings, engine, measurement) {
  const own = findings.filter((finding) => finding.engine === engine && finding.measurement === measurement);
  return median(valuesOf(own, 'redisUs'));
}

/** @param {Finding[]} findings @param {string} figure */
const valuesOf = (findings, figure) =>
  findings.map(({ figures }) => figures?.[figure]).filter((value) => typeof value === 'number');

/** Median, then the smallest and the largest of several runs. @param {Finding[]} findings @param {Column | undefined} column */
function cell(findings, column) {
  if (!column) return '';
  const values = valuesOf(findings, column.figure);
  if (values.length === 0) return 'n/a';
  const show = (/** @type {number} */ value) => number(value, column.digits);
  const middle = show(median(values));
  return values.length === 1 ? middle : `${middle} [${show(Math.min(...values))}–${show(Math.max(...values))}]`;
}

/** The median of the ratios to the reference in the same run: runs of a busy machine differ by more than engines do. @param {Finding[]} own @param {Finding[]} all @param {Column | undefined} column */
function ratio(own, all, column) {
  const ratios = own.flatMap((finding) => {
    const reference = all.find(({ engine, run }) => engine === REFERENCE && run === finding.run);
    return quotient(finding.figures?.[column?.figure ?? ''], reference?.figures?.[column?.figure ?? '']);
  });
  return ratios.length === 0 ? '' : `${number(median(ratios), 2)}×`;
}

/** @param {number | null | undefined} value @param {number | null | undefined} by */
const quotient = (value, by) => (value && by ? [value / by] : []);

/** @param {Column | undefined} column */
const heading = (column) => (column?.unit ? `${column.name}, ${column.unit}` : (column?.name ?? ''));

/** @param {string} engine */
const labelOf = (engine) => engineNamed(engine).label;

/** @param {number} value @param {number} digits */
const number = (value, digits) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** @param {string[]} header @param {string[][]} lines */
function markdown(header, lines) {
  const row = (/** @type {string[]} */ cells) => `| ${header.map((_, i) => cells[i] ?? '').join(' | ')} |`;
  return [row(header), row(header.map((_, i) => (i === 0 ? '---' : '--:'))), ...lines.map(row)].join('\n');
}
