import { spawnSync } from 'node:child_process';
import type { Peer } from './duckdb.ts';
import { importCases, peerTables } from './import-cases.ts';
import { type Measured, measureCase, runCase } from './import-run.ts';
import { libraryOf, median, preparePeer } from './scene.ts';

/**
 * Imports and links on the whole country, beside DuckDB doing the same joins in the same run; and the peak memory of each, in a
 * process of its own. Usage: `node bench/imports.ts [persons] [rounds]`. Times are medians in milliseconds. The peer holds its
 * register tables and results in memory; of variables with a date it holds that date only.
 */

const threads = 2;

async function main(persons: number, rounds: number): Promise<void> {
  const library = libraryOf(persons);
  const peer = await preparePeer(library, 'imports', persons, peerTables, threads);
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

const [first = '11000000', second, third] = process.argv.slice(2);
if (first === 'measure') {
  console.log(JSON.stringify(await measureCase(libraryOf(Number(second)), importCases[Number(third)]!, threads)));
} else await main(Number(first), Number(second ?? 5));
