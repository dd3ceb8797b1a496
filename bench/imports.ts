import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIsoDate } from '../src/base/epoch-day.ts';
import { demoDatabank } from '../src/metadata/embedded.ts';
import { type DatabankLibrary, openLibrary } from '../src/metadata/library.ts';
import { placesOf } from '../src/metadata/places.ts';
import { loadTables, openPeer, type Peer, storeSlice, storeSpells } from './duckdb.ts';
import { importCases, peerNeeds, peerTables } from './import-cases.ts';
import { type Measured, measureCase, runCase } from './import-run.ts';

/**
 * Imports and links on the whole country, beside DuckDB doing the same joins in the same run; and the peak memory of each, in a
 * process of its own. Usage: `node bench/imports.ts [persons] [rounds]`. Times are medians in milliseconds. The peer holds its
 * register tables and results in memory; of variables with a date it holds that date only.
 */

const threads = 2;

async function main(persons: number, rounds: number): Promise<void> {
  const library = libraryOf(persons);
  const peer = await preparePeer(library, persons);
  for (const one of importCases) await runCase(library, one, threads);
  const ours = importCases.map((): number[] => []);
  const theirs = importCases.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, one] of importCases.entries()) {
      const turns = [
        async () => void ours[i]?.push(await runCase(library, one, threads)),
        async () => void theirs[i]?.push(await runPeer(peer, one.peerPrelude, one.peer)),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    }
  }
  peer.close();
  console.log(`${persons.toLocaleString('en')} persons, ${threads} threads, ${rounds} rounds; milliseconds, megabytes`);
  const head = ['', 'ours', 'DuckDB', 'ratio', 'columns', 'peak', 'peak / columns'];
  console.log(line(head));
  for (const [i, { name }] of importCases.entries()) {
    const [own, other] = [median(ours[i] ?? []), median(theirs[i] ?? [])];
    const { columnBytes, peakBytes } = measureApart(persons, i);
    const memory = [columnBytes / 1e6, peakBytes / 1e6].map((x) => x.toFixed(0));
    const ratio = `${(other / own).toFixed(1)} ×`;
    console.log(line([name, own.toFixed(0), other.toFixed(0), ratio, ...memory, (peakBytes / columnBytes).toFixed(2)]));
  }
}

function line([name = '', ...cells]: readonly string[]): string {
  return name.padEnd(44) + cells.map((cell) => cell.padStart(cell.includes('/') ? 16 : 9)).join('');
}

function libraryOf(persons: number): DatabankLibrary {
  const { cacheFolder, secretsFolder } = placesOf(process.env);
  return openLibrary({ folders: [], embedded: [demoDatabank(cacheFolder, persons)], secretsFolder });
}

async function preparePeer(library: DatabankLibrary, persons: number): Promise<Peer> {
  const folder = join(placesOf(process.env).cacheFolder, 'bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `imports-${persons}.duckdb`);
  const mark = `${path}.whole`;
  const reader = await library.open('no.ssb.fdb', '60', () => undefined);
  const peer = await openPeer(path, threads);
  const wanted = JSON.stringify(peerTables);
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
    await reader.prepare?.(peerNeeds(), () => undefined);
    const universe = await reader.universe('PERSON');
    for (const [name, { variable, day, spells }] of Object.entries(peerTables)) {
      const history = spells === undefined ? undefined : await reader.spellsOf?.(variable);
      if (history !== undefined) await storeSpells(peer, `t_${name}`, universe, history);
      else {
        const at = day === undefined ? undefined : parseIsoDate(day);
        await storeSlice(peer, `t_${name}`, universe, await reader.sliceAt(variable, at));
      }
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

async function runPeer(peer: Peer, prelude: readonly string[], statements: readonly string[]): Promise<number> {
  for (const sql of prelude) await peer.connection.run(sql);
  const started = performance.now();
  for (const sql of statements) await peer.connection.run(sql);
  return performance.now() - started;
}

/** Runs one case in a process of its own, whose memory nothing else has touched. */
function measureApart(persons: number, index: number): Measured {
  const { stdout, status } = spawnSync(process.execPath, [import.meta.filename, 'measure', `${persons}`, `${index}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('a measurement failed');
  return JSON.parse(stdout) as Measured;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

const [first = '11000000', second, third] = process.argv.slice(2);
if (first === 'measure') {
  console.log(JSON.stringify(await measureCase(libraryOf(Number(second)), importCases[Number(third)]!, threads)));
} else await main(Number(first), Number(second ?? 5));
