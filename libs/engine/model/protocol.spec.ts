import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MODEL = join(__dirname, 'protocol.pml');
/** Far more steps than any run of the model has; a run that is longer all the same makes its search invalid. */
const MAX_DEPTH = 10_000;
/** A search takes seconds; a machine with much else to do may need this. */
const TEST_MS = 60_000;

const missing = ['spin', 'gcc'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
const whenSpin = missing.length === 0 ? it : it.skip;
const reason = missing.length === 0 ? '' : ` (skipped: ${missing.join(' and ')} not found)`;

interface Search {
  /** `invalid` when the search was cut short, or ended by an error other than a broken property. */
  readonly verdict: 'holds' | 'violated' | 'invalid';
  readonly states: number;
}

/** The model, set by switches such as `MAXF=2`, searched for a run that breaks a property. */
class ModelChecker {
  readonly report: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'protocol-'));
  private readonly programs = new Map<string, Promise<string>>();

  /** The optimising compiler is worth its time only for a search that goes to the end. */
  async search(switches: string, property: string, optimisation: '-O0' | '-O1' = '-O1'): Promise<Search> {
    const program = this.programs.get(switches) ?? this.compile(switches, optimisation);
    this.programs.set(switches, program);
    const { stdout } = await run('./pan', ['-a', `-m${MAX_DEPTH}`, '-w22', '-N', property], { cwd: await program });
    const search = readSearch(stdout);
    this.report.push(`${switches}, ${property}: ${search.verdict}, ${search.states} states`);
    return search;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async compile(switches: string, optimisation: string): Promise<string> {
    const cwd = mkdtempSync(join(this.folder, 'search-'));
    await run('spin', [...switches.split(' ').map((name) => `-D${name}`), '-a', MODEL], { cwd });
    await run('gcc', [optimisation, '-w', '-o', 'pan', 'pan.c'], { cwd });
    return cwd;
  }
}

function readSearch(output: string): Search {
  const states = Number(/(\d\S*) states, stored/.exec(output)?.[1]);
  const errors = Number(/errors: (\d+)/.exec(output)?.[1]);
  const isCutShort = Number.isNaN(states) || /max search depth too small|Search not completed/.test(output);
  const isBroken = /^pan:1: (assertion violated|acceptance cycle)/m.test(output);
  const verdict = errors === 0 && !isCutShort ? 'holds' : isBroken ? 'violated' : 'invalid';
  return { verdict, states };
}

// The runner does not name tests that it skips.
if (reason !== '') process.stdout.write(`The protocol is not searched${reason}\n`);

describe(`the protocol, searched completely${reason}`, () => {
  let checker: ModelChecker;

  beforeAll(() => {
    checker = new ModelChecker();
  });
  afterAll(() => {
    checker.remove();
    process.stdout.write(checker.report.map((line) => `  ${line}\n`).join(''));
  });

  const bounds = {
    faults: 'MAXF=3 RETRIES=0',
    failure: 'MAXF=2 RETRIES=1',
    calm: 'CALM',
  };

  describe.each([
    ['three faults', bounds.faults],
    ['two faults and a failed attempt', bounds.failure],
    ['no faults, no bound on the wait and a handler that never returns', bounds.calm],
  ])('with %s', (_, switches) => {
    whenSpin(
      'records one outcome at most, keeps a task in one place, counts crashes, and lets no deleted task come back',
      async () => {
        expect(await checker.search(switches, 'safe')).toMatchObject({ verdict: 'holds' });
      },
      TEST_MS,
    );

    whenSpin(
      'brings every task to its end',
      async () => {
        expect(await checker.search(switches, 'ends')).toMatchObject({ verdict: 'holds' });
      },
      TEST_MS,
    );
  });

  // A search that never got anywhere would find nothing wrong either.
  whenSpin.each([
    ['a burial after the third crash', 'unburied', bounds.faults],
    ['a failed attempt, a rest and a second attempt', 'unretried', bounds.failure],
  ])(
    'gets as far as %s',
    async (_, property, switches) => {
      expect(await checker.search(switches, property)).toMatchObject({ verdict: 'violated' });
    },
    TEST_MS,
  );

  // Under the same bounds the design has just held: nothing but the mistake can break it.
  whenSpin.each([
    ['taking an outcome from anybody', 'NOFENCE', 'once', bounds.faults],
    ['popping a task before its owner is noted', 'TWOSTEP', 'placed', bounds.faults],
    ['letting the outcome of a deleted task pass', 'GHOST', 'gone', bounds.faults],
    ['replacing a killed process under its own name', 'SAMENAME', 'counted', bounds.faults],
    ['waiting for the marker without a bound', 'NOLIMIT', 'ends', bounds.faults],
    ['not looking for what a lost claim reply has left', 'NOUNKNOWN', 'ends', bounds.faults],
    ['not setting the marker for what a claim leaves behind', 'NOREARM', 'ends', bounds.calm],
  ])(
    'would break by %s',
    async (_, mistake, property, switches) => {
      const search = await checker.search(`${switches} ${mistake}`, property, '-O0');
      expect(search).toMatchObject({ verdict: 'violated' });
    },
    TEST_MS,
  );
});
