import { spawnSync } from 'node:child_process';
import module from 'node:module';
import type { DatabankLibrary } from '../src/metadata/library.ts';
import { createFoldRunner } from '../src/runtime/threads/runner.ts';
import { analysisSuite } from './analysis-cases.ts';
import type { Peer } from './duckdb.ts';
import { libraryOf, median, preparePeer } from './scene.ts';
import { ruleTables, type StatementCase, type StatementGroup, statementSuite } from './statement-cases.ts';
import { type CaseRun, type Facts, runGroup } from './statement-run.ts';

/**
 * Every kind of statement on the whole country, beside DuckDB doing the same; and the memory of each. Usage: `npm run bench --
 * statements | analyses [persons] [rounds] [group …]`: statements that change datasets, or those that show results.
 *
 * Times are medians in milliseconds. In each round each group runs under `strict` and under `open`, which protects nothing, in a
 * process of its own: once when nothing has been compiled yet (`ours`, `open`), as scripts run, and once more (`again`). What comes
 * first in one round comes last in the next. `cost` is what `strict` takes more than `open`, in per cent, then the same of `again`.
 * The peer is one process that holds everything in memory and has answered each question before; `ratio` is how many times longer
 * than `ours` it takes. Results are compared with the peer's under `open`. The peer's result is a table: of a changing statement the
 * dataset with the new variable; `alone` is beside a table of the identifier and the new variable.
 */

const suites = { statements: statementSuite, analyses: analysisSuite } as const;

/** What can be timed. */
export type SuiteName = keyof typeof suites;

const threads = 2;

const policies = ['strict', 'open'] as const;

/** Milliseconds of the first time in a process, and of the second. */
interface OwnTimes {
  readonly first: number[];
  readonly again: number[];
}

interface Times {
  readonly strict: OwnTimes;
  readonly open: OwnTimes;
  readonly peer: number[];
  readonly alone: number[];
  agrees: boolean | undefined;
}

/** Whether a word names something that can be timed. */
export function isSuiteName(word: string | undefined): word is SuiteName {
  return word !== undefined && Object.hasOwn(suites, word);
}

/** Runs the benchmark and prints its table. */
export async function runStatements(
  suite: SuiteName,
  persons: number,
  rounds: number,
  wanted: readonly number[],
): Promise<void> {
  const library = libraryOf(persons);
  const { tables, groups: all } = suites[suite];
  const peer = await preparePeer(library, suite, persons, tables, threads);
  for (const sql of [...ruleTables, ...labelTable(library)]) await peer.connection.run(sql);
  const isWanted = (group: number): boolean => wanted.length === 0 || wanted.includes(group);
  const times = all.map(({ cases }) =>
    cases.map(
      (): Times => ({
        strict: { first: [], again: [] },
        open: { first: [], again: [] },
        peer: [],
        alone: [],
        agrees: undefined,
      }),
    ),
  );
  const groups = [...all.keys()].filter(isWanted);
  for (const group of groups) await check(library, peer, all[group]!, times[group]!);
  for (let round = 0; round < rounds; round++) {
    for (const group of groups) await takeTimes({ suite, persons, group }, peer, times[group]!, round % 2 === 0);
  }
  peer.close();
  report(suite, persons, rounds, groups, times);
}

/** Compares the results of a group under `open`. Whatever is run for the first time is run here. */
async function check(
  library: DatabankLibrary,
  peer: Peer,
  group: StatementGroup,
  times: readonly Times[],
): Promise<void> {
  const { cases, peerPrelude } = group;
  const own = await runGroup(library, group, { policy: 'open', threads, checks: true });
  for (const sql of peerPrelude) await peer.connection.run(sql);
  for (const [i, one] of cases.entries()) {
    const { facts } = own[i]!;
    for (const sql of [...(one.peerBefore ?? []), ...(one.peer ?? [])]) await peer.connection.run(sql);
    if (facts === undefined || one.same === undefined || (one.peer ?? []).length === 0) continue;
    const theirs = await peerFacts(peer, one.same.table);
    const agrees = agree(facts, theirs);
    times[i]!.agrees = agrees;
    if (!agrees) {
      console.error(`${one.name}: ${JSON.stringify(facts)} beside ${JSON.stringify(theirs)}`);
    }
  }
}

async function peerFacts(peer: Peer, table: string): Promise<Facts> {
  const type = await peer.connection.runAndReadAll(`SELECT typeof(x) FROM ${table} LIMIT 1`);
  const weight = type.getRows()[0]?.[0] === 'VARCHAR' ? 'length(x)' : 'x::DOUBLE';
  const read = await peer.connection.runAndReadAll(
    `SELECT count(x)::DOUBLE, sum(${weight})::DOUBLE, sum(power(${weight}, 2))::DOUBLE FROM ${table}`,
  );
  const [valid, sum, squares] = read.getRows()[0]!;
  return { valid: Number(valid), sum: Number(sum), squares: Number(squares) };
}

function agree(a: Facts, b: Facts): boolean {
  return a.valid === b.valid && isNear(a.sum, b.sum) && isNear(a.squares, b.squares);
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

/** A group of cases, as another process finds it. */
interface GroupPlace {
  readonly suite: SuiteName;
  readonly persons: number;
  readonly group: number;
}

async function takeTimes(place: GroupPlace, peer: Peer, times: readonly Times[], isForward: boolean): Promise<void> {
  const { cases, peerPrelude } = suites[place.suite].groups[place.group]!;
  const turns = [
    ...policies.map((policy) => () => {
      const { first, again } = apart('time', place, policy) as TwoRuns;
      for (const [i, own] of times.entries()) {
        own[policy].first.push(first[i]!.milliseconds);
        own[policy].again.push(again[i]!.milliseconds);
      }
      return Promise.resolve();
    }),
    async () => {
      for (const sql of peerPrelude) await peer.connection.run(sql);
      for (const [i, one] of cases.entries()) await timePeer(peer, one, times[i]!);
    },
  ];
  for (const turn of isForward ? turns : turns.reverse()) await turn();
}

async function timePeer(peer: Peer, one: StatementCase, times: Times): Promise<void> {
  if (one.alone !== undefined && (one.peer ?? []).length > 0) {
    const started = performance.now();
    await peer.connection.run(one.alone);
    times.alone.push(performance.now() - started);
  }
  if (one.peer === undefined || one.peer.length === 0) return;
  for (const sql of one.peerBefore ?? []) await peer.connection.run(sql);
  const started = performance.now();
  for (const sql of one.peer) await peer.connection.run(sql);
  times.peer.push(performance.now() - started);
}

const titles = ['ours', 'again', 'DuckDB', 'ratio', 'alone', 'open', 'again', 'cost', 'again', 'new', 'peak', 'same'];

function report(
  suite: SuiteName,
  persons: number,
  rounds: number,
  groups: readonly number[],
  times: readonly (readonly Times[])[],
): void {
  console.log(`${persons.toLocaleString('en')} persons, ${threads} threads, ${rounds} rounds; milliseconds, megabytes`);
  console.log(line(['', ...titles]));
  const summary = { ratios: [] as number[], alone: [] as number[], costs: [] as number[], costsAgain: [] as number[] };
  for (const group of groups) {
    const memory = apart('measure', { suite, persons, group }, 'strict') as readonly CaseRun[];
    for (const [i, { name }] of suites[suite].groups[group]!.cases.entries()) {
      const { strict, open, peer, alone, agrees } = times[group]![i]!;
      const own = median(strict.first);
      const ratio = peer.length === 0 ? undefined : median(peer) / own;
      const beside = alone.length === 0 ? undefined : median(alone) / own;
      const cost = own / median(open.first) - 1;
      const costAgain = median(strict.again) / median(open.again) - 1;
      // What moves no values takes no time on either side.
      if (own >= 1) {
        if (ratio !== undefined) summary.ratios.push(ratio);
        if (ratio !== undefined) summary.alone.push(beside ?? ratio);
        summary.costs.push(cost);
        summary.costsAgain.push(costAgain);
      }
      const { newBytes, peakBytes } = memory[i]!;
      const [ours, again, theirs] = [strict.first, strict.again, peer].map(milliseconds) as [string, string, string];
      const unprotected = [open.first, open.again].map(milliseconds);
      const costs = own < 1 ? ['', ''] : [cost, costAgain].map(percent);
      const megabytes = [newBytes, peakBytes].map((x) => (x / 1e6).toFixed(0));
      const verdict = agrees === undefined ? '' : agrees ? 'yes' : 'NO';
      const ratios = [ratioText(ratio), ratioText(beside)];
      console.log(line([name, ours, again, theirs, ...ratios, ...unprotected, ...costs, ...megabytes, verdict]));
    }
  }
  const { ratios, alone, costs, costsAgain } = summary;
  const middle = [ratioText(median(ratios)), ratioText(median(alone)), '', '', percent(median(costs))];
  console.log(line(['median', '', '', '', ...middle, percent(median(costsAgain))]));
  const worst = [ratioText(Math.min(...ratios)), ratioText(Math.min(...alone)), '', '', percent(Math.max(...costs))];
  console.log(line(['worst', '', '', '', ...worst, percent(Math.max(...costsAgain))]));
}

function milliseconds(times: readonly number[]): string {
  return times.length === 0 ? '' : median(times).toFixed(0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function ratioText(ratio: number | undefined): string {
  return ratio === undefined ? '' : `${ratio >= 1000 ? '> 1000' : ratio.toFixed(1)} ×`;
}

function line([name = '', ...cells]: readonly string[]): string {
  return name.padEnd(46) + cells.map((cell) => cell.padStart(9)).join('');
}

/** The titles of municipality codes. */
function labelTable(library: DatabankLibrary): readonly string[] {
  const domain = library.findCatalogue('no.ssb.fdb', '60')?.variables.get('BEFOLKNING_KOMMNR_FORMELL')?.valueDomain;
  if (domain?.type !== 'enumerated') throw new Error('municipality codes have no list');
  const rows = domain.codes.map(({ code, title }) => `('${code}', '${title.replaceAll("'", "''")}')`);
  return [
    'CREATE OR REPLACE TABLE labels (code VARCHAR, title VARCHAR)',
    `INSERT INTO labels VALUES ${rows.join(', ')}`,
  ];
}

/** What one process has found of a group: when nothing had been compiled, and then. */
interface TwoRuns {
  readonly first: readonly CaseRun[];
  readonly again: readonly CaseRun[];
}

/** Runs a group in a process of its own, where nothing has been compiled and whose memory nothing else has touched. */
function apart(step: 'time' | 'measure', { suite, persons, group }: GroupPlace, policy: string): unknown {
  const argument = ['--expose-gc', import.meta.filename, step, suite, `${persons}`, `${group}`, policy];
  const { stdout, status } = spawnSync(process.execPath, argument, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('a measurement failed');
  return JSON.parse(stdout) as unknown;
}

async function runTwice(library: DatabankLibrary, group: StatementGroup, policy: string): Promise<TwoRuns> {
  const runner = createFoldRunner({ threads });
  const first = await runGroup(library, group, { policy, threads, runner });
  globalThis.gc?.();
  const again = await runGroup(library, group, { policy, threads, runner });
  await runner.close();
  return { first, again };
}

if (process.argv[1] === import.meta.filename) {
  // As the program does: its workers find compiled code instead of sources.
  module.enableCompileCache();
  const [step, suite, persons, group, policy = 'strict'] = process.argv.slice(2);
  if (!isSuiteName(suite)) throw new Error('a measurement has no suite');
  const library = libraryOf(Number(persons));
  const cases = suites[suite].groups[Number(group)]!;
  const found =
    step === 'time'
      ? await runTwice(library, cases, policy)
      : await runGroup(library, cases, { policy, threads, measuresMemory: true });
  console.log(JSON.stringify(found));
}
