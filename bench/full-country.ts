import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIsoDate } from '../src/base/epoch-day.ts';
import { sourceText } from '../src/base/source-text.ts';
import { execute, isExecutable } from '../src/commands/executors.ts';
import { commandForms, vocabulary } from '../src/commands/vocabulary.ts';
import { policyById } from '../src/disclosure/policies.ts';
import { analyseScript } from '../src/lang/analyse/analyse.ts';
import { parseDocument } from '../src/lang/syntax/parse-document.ts';
import { demoDatabank } from '../src/metadata/embedded.ts';
import { type DatabankLibrary, openLibrary } from '../src/metadata/library.ts';
import { placesOf } from '../src/metadata/places.ts';
import { runAnalysed } from '../src/runtime/run.ts';
import { loadTables, openPeer, type Peer, storeSlice } from './duckdb.ts';
import { peerStatements, peerTables } from './peer-statements.ts';

/**
 * The benchmark script on the whole country, statement by statement, beside DuckDB doing the same work in the same run.
 * Usage: `npm run bench -- [persons] [rounds]`. Times are medians over the rounds, in milliseconds; the order of the two sides
 * alternates. The peer holds its register tables and its results in memory.
 */

const threads = 2;
const scriptFile = join(import.meta.dirname, 'full-country.txt');

interface Timing {
  readonly echo: string;
  readonly milliseconds: number;
  readonly residentMegabytes: number;
}

/** Runs the benchmark and prints its table. */
export async function runFullCountry(persons: number, rounds: number): Promise<void> {
  const { cacheFolder, secretsFolder } = placesOf(process.env);
  const library = openLibrary({ folders: [], embedded: [demoDatabank(cacheFolder, persons)], secretsFolder });
  const peer = await preparePeer(library, cacheFolder, persons);
  await warmKeys(library, secretsFolder);
  const ours: Timing[][] = [];
  const theirs: number[][] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) ours.push(await runOurs(library, secretsFolder));
    theirs.push(await runTheirs(peer));
    if (round % 2 === 1) ours.push(await runOurs(library, secretsFolder));
  }
  peer.close();
  report(persons, ours, theirs);
}

async function preparePeer(library: DatabankLibrary, cacheFolder: string, persons: number): Promise<Peer> {
  const folder = join(cacheFolder, 'bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `peer-${persons}.duckdb`);
  const mark = `${path}.whole`;
  const reader = await library.open('no.ssb.fdb', '60', () => undefined);
  const peer = await openPeer(path, threads);
  const wanted = JSON.stringify(peerTables);
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
    for (const [name, { variable, day }] of Object.entries(peerTables)) {
      const universe = await reader.universe('PERSON');
      const slice = await reader.sliceAt(variable, day === undefined ? undefined : parseIsoDate(day));
      await storeSlice(peer, `t_${name}`, universe, slice);
      console.error(`peer table t_${name} made`);
    }
    await peer.connection.run('CHECKPOINT stored');
    writeFileSync(mark, wanted);
  }
  await loadTables(
    peer,
    Object.keys(peerTables).map((name) => `t_${name}`),
  );
  return peer;
}

/** Record keys are made once per databank and kept: that cost belongs to its installation, not to a script. */
async function warmKeys(library: DatabankLibrary, secretsFolder: string): Promise<void> {
  await runScriptText(
    library,
    secretsFolder,
    'require no.ssb.fdb:60 as db\ncreate-dataset d\nimport db/BEFOLKNING_KJOENN as sex\n',
  );
}

async function runOurs(library: DatabankLibrary, secretsFolder: string): Promise<Timing[]> {
  return runScriptText(library, secretsFolder, readFileSync(scriptFile, 'utf8'));
}

async function runScriptText(library: DatabankLibrary, secretsFolder: string, text: string): Promise<Timing[]> {
  const source = sourceText('bench', text);
  const { document, diagnostics } = parseDocument(source, commandForms);
  const { analysed, diagnostics: problems } = analyseScript(document, source, vocabulary, library);
  const errors = [...diagnostics, ...problems].filter((d) => d.severity === 'error');
  const policy = policyById('strict');
  if (errors.length > 0 || policy === undefined)
    throw new Error(`the benchmark script does not analyse: ${JSON.stringify(errors)}`);
  const timings: Timing[] = [];
  let started = 0;
  const result = await runAnalysed({
    script: analysed,
    library,
    policy,
    threads,
    isExecutable,
    execute,
    keyFolder: join(secretsFolder, 'keys'),
    onStart: () => {
      started = performance.now();
    },
    onEnd: (statement) => {
      timings.push({
        echo: statement.echo,
        milliseconds: performance.now() - started,
        residentMegabytes: process.memoryUsage.rss() / 1e6,
      });
    },
  });
  const failed = result.statements.find((s) => s.outcome !== 'done');
  if (failed !== undefined)
    throw new Error(`the benchmark stopped at ${failed.echo}: ${JSON.stringify(failed.problems)}`);
  return timings;
}

async function runTheirs(peer: Peer): Promise<number[]> {
  const times: number[] = [];
  for (const statement of peerStatements) {
    const started = performance.now();
    for (const sql of statement.sql) {
      const reader = await peer.connection.runAndReadAll(sql);
      reader.getRows();
    }
    times.push(performance.now() - started);
  }
  return times;
}

function report(persons: number, ours: readonly Timing[][], theirs: readonly number[][]): void {
  const lines: string[] = [];
  let oursTotal = 0;
  let theirsTotal = 0;
  for (const [i, first] of (ours[0] ?? []).entries()) {
    const own = median(ours.map((round) => round[i]?.milliseconds ?? 0));
    const resident = Math.max(...ours.map((round) => round[i]?.residentMegabytes ?? 0));
    const j = peerStatements.findIndex((s) => first.echo.startsWith(s.beside));
    const peer = j < 0 ? undefined : median(theirs.map((round) => round[j] ?? 0));
    oursTotal += own;
    theirsTotal += peer ?? 0;
    lines.push(
      [
        first.echo.slice(0, 58).padEnd(60),
        own.toFixed(0).padStart(8),
        (peer?.toFixed(0) ?? '').padStart(8),
        (peer === undefined ? '' : `${(peer / own).toFixed(1)} ×`).padStart(9),
        resident.toFixed(0).padStart(8),
      ].join(''),
    );
  }
  console.log(`${persons.toLocaleString('en')} persons, ${threads} threads, ${ours.length} rounds; milliseconds`);
  console.log(
    `${'statement'.padEnd(60)}${'ours'.padStart(8)}${'DuckDB'.padStart(8)}${'ratio'.padStart(9)}${'MB'.padStart(8)}`,
  );
  console.log(lines.join('\n'));
  console.log(
    `${'whole script'.padEnd(60)}${oursTotal.toFixed(0).padStart(8)}${theirsTotal.toFixed(0).padStart(8)}${`${(theirsTotal / oursTotal).toFixed(1)} ×`.padStart(9)}`,
  );
  console.log(
    `peak resident memory of the process (the peer included): ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB`,
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
