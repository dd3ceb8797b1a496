import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Json, plainJson } from '../base/canonical-json.ts';
import { isoTime } from '../base/epoch-day.ts';
import type { ContentHash } from '../base/hash.ts';
import type { Language } from '../base/language.ts';
import { type RunRecord, runRecord } from '../record/run-record.ts';
import type { AnalysedSource } from './analysis.ts';
import type { Finished } from './outputs.ts';

/** What a record says of how a run was asked for. */
export interface RecordChoice {
  readonly language: Language;
  readonly persons?: number;
  /** The clock's time in seconds since 1970, where it is wanted. */
  readonly now?: number;
}

/** The record of a finished run; `undefined` where nothing was run. */
export function recordOf(script: AnalysedSource, finished: Finished, choice: RecordChoice): RunRecord | undefined {
  const { origin, run } = finished;
  if (origin === undefined) return undefined;
  const { databanks, policy, history, scriptHash, engineVersion } = run.record;
  return runRecord({
    source: script.source,
    document: script.document,
    analysed: script.analysed,
    scriptHash,
    engine: { version: engineVersion, build: buildHash() },
    databanks: databanks.map(({ databank, version, nature, hash }) => ({
      databank,
      version,
      nature,
      hash,
      variables: origin.columns
        .filter((columns) => columns.databank === databank && columns.version === version)
        .map(({ variable, files }) => ({ name: variable, files })),
    })),
    policy,
    noiseKey: origin.noiseKey,
    ...(history === undefined ? {} : { history }),
    options: { language: choice.language, ...(choice.persons === undefined ? {} : { persons: choice.persons }) },
    statements: run.statements,
    ...(choice.now === undefined ? {} : { time: isoTime(choice.now) }),
  });
}

/** Results of a run as JSON, by statement and result. */
export function bodiesOf({ run }: Finished): (statement: number, result: number) => Json | undefined {
  return (statement, result) => {
    const body = run.statements[statement]?.results[result]?.body;
    return body === undefined ? undefined : plainJson(body);
  };
}

let knownBuild: ContentHash | undefined;

/** A hash of the program's own files, whether it runs as bundles or from its source: one byte of difference is another build. */
function buildHash(): ContentHash {
  if (knownBuild === undefined) {
    const isBundle = !import.meta.url.endsWith('.ts');
    const folder = path.join(import.meta.dirname, isBundle ? '.' : '..');
    const hash = createHash('sha256');
    const files = fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|js)$/u.test(entry.name))
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
      .sort();
    for (const file of files) {
      const bytes = fs.readFileSync(path.join(folder, file));
      hash.update(`${file} ${bytes.length}\n`).update(bytes);
    }
    knownBuild = `sha256:${hash.digest('hex')}`;
  }
  return knownBuild;
}
