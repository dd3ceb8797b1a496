import { createFoldRunner } from '../src/runtime/threads/runner.ts';
import { analysisSuite } from './analysis-cases.ts';
import { libraryOf } from './scene.ts';
import type { StatementGroup } from './statement-cases.ts';
import { type GroupOptions, runGroup } from './statement-run.ts';

/** How much longer a command takes with protection than without. */
interface Overhead {
  readonly name: string;
  /** The most that is admitted; absent where the ratio is only reported. */
  readonly target: number | undefined;
  /** Milliseconds under `open`, and how many times as long it takes under each policy. */
  readonly open: number;
  readonly strict: number;
  readonly hardened: number;
}

interface TimedCommand {
  readonly name: string;
  readonly statement: string;
  readonly target?: number;
}

/** Each kind of command, on one population. */
const commands: readonly TimedCommand[] = [
  { name: 'tabulate', statement: 'tabulate muni sex', target: 2.5 },
  { name: 'tabulate, summarize()', statement: 'tabulate muni, summarize(wage) mean std p25 p50 p75', target: 2.5 },
  { name: 'summarize', statement: 'summarize wage birth', target: 2 },
  { name: 'correlate', statement: 'correlate wage birth' },
  { name: 'histogram', statement: 'histogram wage, bin(30)' },
  { name: 'boxplot', statement: 'boxplot wage' },
  { name: 'regress', statement: 'regress wage birth woman', target: 1.3 },
  { name: 'regress with factors', statement: 'regress wage birth woman i.civil', target: 1.3 },
];

const group: StatementGroup = {
  prelude: [
    'create-dataset d',
    'import db/BEFOLKNING_KJOENN as sex',
    'import db/BEFOLKNING_FOEDSELS_AAR_MND as birth',
    'import db/BEFOLKNING_KOMMNR_FORMELL 2021-01-01 as muni',
    'import db/SIVSTANDFDT_SIVSTAND 2021-01-01 as civil',
    'import db/INNTEKT_WLONN 2021-12-31 as wage',
    'generate woman = sex == "2"',
    // What a session does once is not the cost of a command.
    'tabulate sex',
  ],
  peerPrelude: [],
  cases: commands.map(({ name, statement }) => ({ name, statements: [statement] })),
};

/** Rounds until everything is compiled, which do not count. */
const warmUps = 2;

const policies = ['open', 'strict', 'hardened'] as const;

/**
 * What protection costs in time, by kind of command: `npm run bench -- overhead [persons] [rounds]`. Every command is run under
 * `open`, `strict` and `hardened` in turn, on one thread; what it takes is the least processor time of all rounds, so that whatever
 * else the machine does tells little.
 */
export async function runOverhead(persons: number, rounds: number): Promise<void> {
  const library = libraryOf(persons);
  const least = new Map(policies.map((policy) => [policy, commands.map(() => Number.POSITIVE_INFINITY)]));
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const policy of policies) {
      const runs = await runGroup(library, group, { policy, threads: 1 });
      if (round < warmUps) continue;
      const own = least.get(policy)!;
      for (const [at, { processor }] of runs.entries()) own[at] = Math.min(own[at]!, processor);
    }
  }
  const overheads = commands.map(({ name, target }, at) => {
    const [open, strict, hardened] = policies.map((policy) => least.get(policy)![at]!);
    return { name, target, open: open!, strict: strict! / open!, hardened: hardened! / open! };
  });
  console.log(
    `${persons.toLocaleString('en')} persons, one thread; ms of processor time, the least of ${String(rounds)} rounds, and how many times that`,
  );
  console.log(overheadReport(overheads));
}

/** What a statement may take more than without protection, as a share. */
const mostCost = 0.1;

/** One statement of `analyses`: milliseconds of processor time without protection and with it. */
interface StatementCost {
  readonly name: string;
  readonly open: number;
  readonly strict: number;
}

/**
 * What `strict` costs each statement of `analyses` as processor time: `npm run bench -- overhead analyses [persons] [rounds] [group …]`.
 * Each statement stands on a dataset of its own. Everything is compiled, and both policies are run in turn, the second first in every
 * other round; what a statement takes is the least of all rounds, on one thread, so that the share says what protection costs and not
 * what else the machine did.
 */
export async function runAnalysesOverhead(persons: number, rounds: number, wanted: readonly number[]): Promise<void> {
  const library = libraryOf(persons);
  const runner = createFoldRunner({ threads: 1 });
  const costs: StatementCost[] = [];
  for (const [number, of] of analysisSuite.groups.entries()) {
    if (wanted.length > 0 && !wanted.includes(number)) continue;
    const least = { open: fromNothing(of), strict: fromNothing(of) };
    for (let round = 0; round < warmUps + rounds; round++) {
      for (const policy of round % 2 === 0 ? (['open', 'strict'] as const) : (['strict', 'open'] as const)) {
        const options: GroupOptions = { policy, threads: 1, runner };
        const runs = await runGroup(library, of, options);
        if (round < warmUps) continue;
        for (const [at, { processor }] of runs.entries()) least[policy][at] = Math.min(least[policy][at]!, processor);
      }
    }
    costs.push(...of.cases.map(({ name }, at) => ({ name, open: least.open[at]!, strict: least.strict[at]! })));
  }
  await runner.close();
  console.log(
    `${persons.toLocaleString('en')} persons, one thread; ms of processor time, the least of ${String(rounds)} rounds, and what strict costs [${String(mostCost * 100)} %]`,
  );
  console.log(costReport(costs));
}

function fromNothing({ cases }: StatementGroup): number[] {
  return cases.map(() => Number.POSITIVE_INFINITY);
}

function costReport(costs: readonly StatementCost[]): string {
  const lines = costs.map(({ name, open, strict }) => {
    const cost = strict / open - 1;
    const share = `${(cost * 100).toFixed(0)} %`.padStart(8);
    return `${name.padEnd(54)}${open.toFixed(1).padStart(10)}${strict.toFixed(1).padStart(10)}${share}${cost > mostCost ? ' OVER' : ''}`;
  });
  const head = `${''.padEnd(54)}${'open'.padStart(10)}${'strict'.padStart(10)}${'cost'.padStart(8)}`;
  return [head, ...lines, ''].join('\n');
}

/** The ratios as text; targets stand in brackets, and `OVER` behind what exceeds one. */
function overheadReport(overheads: readonly Overhead[]): string {
  const lines = overheads.map(({ name, target, open, strict, hardened }) =>
    [name.padEnd(30), open.toFixed(1).padStart(10), cell(strict, target), cell(hardened, target)].join('').trimEnd(),
  );
  const head = [''.padEnd(30), 'open'.padStart(10), 'strict'.padStart(20), 'hardened'.padStart(20)].join('');
  return [head, ...lines, ''].join('\n');
}

function cell(ratio: number, target: number | undefined): string {
  const limit = target === undefined ? '' : ` [${String(target)}]${ratio > target ? ' OVER' : ''}`;
  return `${ratio.toFixed(2)}${limit}`.padStart(20);
}
