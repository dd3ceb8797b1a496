import { spawnSync } from 'node:child_process';
import type { DatabankLibrary } from '../src/metadata/library.ts';
import { analysisSuite } from './analysis-cases.ts';
import type { Peer } from './duckdb.ts';
import { libraryOf, median, preparePeer } from './scene.ts';
import { ruleTables, type StatementCase, type StatementGroup, statementSuite } from './statement-cases.ts';
import { type CaseRun, type Facts, runGroup } from './statement-run.ts';

/**
 * Every kind of statement on the whole country, beside DuckDB doing the same in the same run; and the memory of each, in a process
 * of its own. Usage: `npm run bench -- statements | analyses [persons] [rounds] [group …]`: statements that change datasets, or
 * those that show results. Times are medians in milliseconds. Ours are under `strict`, and under `open`, which protects nothing;
 * `cost` is what `strict` takes more, in per cent. Results are compared with the peer's under `open`. The peer holds everything
 * in memory. Its result is a table: of a changing statement the dataset with the new variable; `alone` is beside a table of the
 * identifier and the new variable.
 */

const suites = { statements: statementSuite, analyses: analysisSuite } as const;

/** What can be timed. */
export type SuiteName = keyof typeof suites;

const threads = 2;

interface Times {
  readonly strict: number[];
  readonly open: number[];
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
    cases.map((): Times => ({ strict: [], open: [], peer: [], alone: [], agrees: undefined })),
  );
  const groups = [...all.keys()].filter(isWanted);
  for (const group of groups) await check(library, peer, all[group]!, times[group]!);
  for (let round = 0; round < rounds; round++) {
    for (const group of groups) await takeTimes(library, peer, all[group]!, times[group]!, round % 2 === 0);
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

async function takeTimes(
  library: DatabankLibrary,
  peer: Peer,
  group: StatementGroup,
  times: readonly Times[],
  isOursFirst: boolean,
): Promise<void> {
  const { cases, peerPrelude } = group;
  const turns = [
    async () => {
      for (const policy of ['strict', 'open'] as const) {
        const runs = await runGroup(library, group, { policy, threads });
        runs.forEach(({ milliseconds }, i) => times[i]![policy].push(milliseconds));
      }
    },
    async () => {
      for (const sql of peerPrelude) await peer.connection.run(sql);
      for (const [i, one] of cases.entries()) await timePeer(peer, one, times[i]!);
    },
  ];
  for (const turn of isOursFirst ? turns : turns.reverse()) await turn();
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

function report(
  suite: SuiteName,
  persons: number,
  rounds: number,
  groups: readonly number[],
  times: readonly (readonly Times[])[],
): void {
  console.log(`${persons.toLocaleString('en')} persons, ${threads} threads, ${rounds} rounds; milliseconds, megabytes`);
  console.log(line(['', 'ours', 'DuckDB', 'ratio', 'alone', 'open', 'cost', 'new', 'peak', 'same']));
  const ratios: number[] = [];
  const ratiosAlone: number[] = [];
  for (const group of groups) {
    const memory = measureApart(suite, persons, group);
    for (const [i, { name }] of suites[suite].groups[group]!.cases.entries()) {
      const { strict, open, peer, alone, agrees } = times[group]![i]!;
      const own = median(strict);
      const ratio = peer.length === 0 ? undefined : median(peer) / own;
      const beside = alone.length === 0 ? undefined : median(alone) / own;
      // What moves no values takes no time on either side.
      if (ratio !== undefined && own >= 1) {
        ratios.push(ratio);
        ratiosAlone.push(beside ?? ratio);
      }
      const { newBytes, peakBytes } = memory[i]!;
      const cells = [own, peer.length === 0 ? undefined : median(peer)].map((x) => x?.toFixed(0) ?? '');
      const megabytes = [newBytes, peakBytes].map((x) => (x / 1e6).toFixed(0));
      const verdict = agrees === undefined ? '' : agrees ? 'yes' : 'NO';
      const unprotected = median(open);
      const cost = own < 1 ? '' : `${(100 * (own / unprotected - 1)).toFixed(0)} %`;
      const ratioTexts = [ratioText(ratio), ratioText(beside)];
      console.log(line([name, ...cells, ...ratioTexts, unprotected.toFixed(0), cost, ...megabytes, verdict]));
    }
  }
  console.log(line(['median', '', '', ratioText(median(ratios)), ratioText(median(ratiosAlone))]));
  console.log(line(['lowest', '', '', ratioText(Math.min(...ratios)), ratioText(Math.min(...ratiosAlone))]));
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

/** Runs a group in a process of its own, whose memory nothing else has touched. */
function measureApart(suite: SuiteName, persons: number, group: number): readonly CaseRun[] {
  const argument = [`--expose-gc`, import.meta.filename, 'measure', suite, `${persons}`, `${group}`];
  const { stdout, status } = spawnSync(process.execPath, argument, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('a measurement failed');
  return JSON.parse(stdout) as readonly CaseRun[];
}

if (process.argv[1] === import.meta.filename) {
  const [step, suite, persons, group] = process.argv.slice(2);
  if (step !== 'measure' || !isSuiteName(suite)) throw new Error('a measurement has no suite');
  const options = { policy: 'strict', threads, measuresMemory: true };
  const runs = await runGroup(libraryOf(Number(persons)), suites[suite].groups[Number(group)]!, options);
  console.log(JSON.stringify(runs));
}
