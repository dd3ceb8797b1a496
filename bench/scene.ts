import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIsoDate } from '../src/base/epoch-day.ts';
import { sourceText } from '../src/base/source-text.ts';
import type { execute } from '../src/commands/executors.ts';
import { commandForms, vocabulary } from '../src/commands/vocabulary.ts';
import { analyseScript } from '../src/lang/analyse/analyse.ts';
import type { AnalysedScript } from '../src/lang/ir/script.ts';
import { parseDocument } from '../src/lang/syntax/parse-document.ts';
import { demoDatabank } from '../src/metadata/embedded.ts';
import { type DatabankLibrary, openLibrary } from '../src/metadata/library.ts';
import { placesOf } from '../src/metadata/places.ts';
import type { Need } from '../src/metadata/stored-column.ts';
import { loadTables, openPeer, type Peer, storeSlice, storeSpells } from './duckdb.ts';

/** An operation of the language. */
export type Operation = Parameters<typeof execute>[0];

/** A register variable as the peer holds it: its values at a day, or all its spells. */
export interface PeerTable {
  readonly variable: string;
  readonly day?: string;
  readonly spells?: true;
}

/** The demo databank with so many persons. */
export function libraryOf(persons: number): DatabankLibrary {
  const { cacheFolder, secretsFolder } = placesOf(process.env);
  return openLibrary({ folders: [], embedded: [demoDatabank(cacheFolder, persons)], secretsFolder });
}

/** Where record keys are kept between runs. */
export function keyFolder(): string {
  return join(placesOf(process.env).secretsFolder, 'keys');
}

/** What of the databank the peer's tables are made of. */
function needsOfPeer(tables: Readonly<Record<string, PeerTable>>): readonly Need[] {
  return Object.values(tables).map(({ variable, day }) => {
    const at = day === undefined ? undefined : parseIsoDate(day);
    return at === undefined ? { variable } : { variable, days: [at] };
  });
}

/**
 * Opens the peer with register variables as tables `t_name` in memory. They are made once and kept in a database file
 * `bench/<file>-<persons>.duckdb` of the cache folder.
 */
export async function preparePeer(
  library: DatabankLibrary,
  file: string,
  persons: number,
  tables: Readonly<Record<string, PeerTable>>,
  threads: number,
): Promise<Peer> {
  const folder = join(placesOf(process.env).cacheFolder, 'bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${file}-${persons}.duckdb`);
  const mark = `${path}.whole`;
  const reader = await library.open('no.ssb.fdb', '60', () => undefined);
  const wanted = JSON.stringify(tables);
  const isMade = existsSync(mark) && readFileSync(mark, 'utf8') === wanted;
  const peer = await openPeer(path, threads, !isMade);
  if (!isMade) {
    await reader.prepare?.(needsOfPeer(tables), () => undefined);
    const universe = await reader.universe('PERSON');
    for (const [name, { variable, day, spells }] of Object.entries(tables)) {
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
    Object.keys(tables).map((name) => `t_${name}`),
  );
  return peer;
}

/** Analyses a script that must have no mistakes. */
export function analysedOf(library: DatabankLibrary, text: string): AnalysedScript<Operation> {
  const source = sourceText('bench', text);
  const { document, diagnostics } = parseDocument(source, commandForms);
  const { analysed, diagnostics: problems } = analyseScript(document, source, vocabulary, library);
  const errors = [...diagnostics, ...problems].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return analysed;
}

/** Forgets the highest memory so far, where the system can (Linux); gives the memory of now in bytes. */
export function startOfPeak(): number {
  if (existsSync('/proc/self/clear_refs')) writeFileSync('/proc/self/clear_refs', '5');
  return process.memoryUsage.rss();
}

/** The highest memory in bytes since `startOfPeak`, or of the whole process where the system does not tell. */
export function peakMemory(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /VmHWM:\s+(\d+) kB/u.exec(status)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024;
}

/** The middle one of some values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
