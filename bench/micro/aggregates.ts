import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { demoDatabank } from '../../src/metadata/embedded.ts';
import { openLibrary } from '../../src/metadata/library.ts';
import { placesOf } from '../../src/metadata/places.ts';
import { aggregateCases } from '../aggregate-cases.ts';
import { loadTables, openPeer, type Peer } from '../duckdb.ts';
import { runCase } from '../import-run.ts';

/*
 * What `collapse` and `aggregate` cost on the whole country, and what they cost DuckDB where `bench/imports.ts` has made its
 * tables: medians in milliseconds. Arguments: part of the names of cases, rounds (3), persons (11000000), threads (2), `ours`.
 */
const [part = '', rounds = '3', persons = '11000000', threads = '2', whose = 'both'] = process.argv.slice(2);
const { cacheFolder, secretsFolder } = placesOf(process.env);
const embedded = [demoDatabank(cacheFolder, Number(persons))];
const library = openLibrary({ folders: [], embedded, secretsFolder });
const peerPath = join(cacheFolder, 'bench', `imports-${persons}.duckdb`);
const peer = whose === 'both' && existsSync(peerPath) ? await openPeer(peerPath, Number(threads)) : undefined;
if (peer !== undefined) await loadTables(peer, ['t_sex', 't_place', 't_wage', 't_home']);

for (const one of aggregateCases) {
  if (!one.name.includes(part)) continue;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < Number(rounds); round++) {
    ours.push(await runCase(library, one, Number(threads)));
    if (peer !== undefined) theirs.push(await runPeer(peer, one.peerPrelude, one.peer));
  }
  const [own, other] = [median(ours), median(theirs)];
  const ratio = peer === undefined ? '' : `${other.toFixed(0).padStart(9)}${(other / own).toFixed(1).padStart(9)} ×`;
  console.log(one.name.padEnd(60), own.toFixed(0).padStart(9), ratio);
}
peer?.close();

async function runPeer(from: Peer, prelude: readonly string[], statements: readonly string[]): Promise<number> {
  for (const sql of prelude) await from.connection.run(sql);
  const started = performance.now();
  for (const sql of statements) await from.connection.run(sql);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
