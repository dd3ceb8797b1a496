import { canonicalJson, plainJson } from '../base/canonical-json.ts';
import type { LoopIteration } from '../base/diagnostic.ts';
import { type ContentHash, hashJson } from '../base/hash.ts';
import type { Language } from '../base/language.ts';
import { positionAt, type SourceText } from '../base/source-text.ts';
import type { Span } from '../base/span.ts';
import { assertReleased, type Released } from '../disclosure/gate.ts';
import type { ReleasedBody } from '../disclosure/released.ts';
import { hashAnalysedScript } from '../lang/ir/hash.ts';
import type { AnalysedScript } from '../lang/ir/script.ts';
import type { ScriptDocument } from '../lang/syntax/ast.ts';
import type { DataNature } from '../metadata/catalogue.ts';
import { type Semantics, semanticsOf } from './semantics.ts';

/** Raised when a member changes its meaning or goes away; new members do not raise it. */
export const recordVersion = 1;

/** A register variable that the run read, with the content hashes of its column files, ascending. */
export interface RecordedVariable {
  readonly name: string;
  readonly files: readonly ContentHash[];
}

/** A databank version that the run read. */
export interface RecordedDatabank {
  readonly databank: string;
  /** In full: `38.1.2`. */
  readonly version: string;
  readonly nature: DataNature;
  /** Over the catalogue and all column files. */
  readonly hash: ContentHash;
  /** By name. */
  readonly variables: readonly RecordedVariable[];
}

/** A released result: what it is and the hash of its canonical JSON. */
export interface RecordedResult {
  readonly type: ReleasedBody['type'];
  readonly hash: ContentHash;
}

/** How a statement ended. */
export type RecordedOutcome = 'done' | 'refused' | 'failed' | 'not-run';

/** A statement of the straight line that was executed, with the results that it released. */
export interface RecordedStatement {
  readonly index: number;
  readonly command: string;
  /** Offsets in the script, and the line that they begin on. */
  readonly at: { readonly start: number; readonly end: number; readonly line: number };
  readonly iteration?: LoopIteration;
  readonly outcome: RecordedOutcome;
  readonly results: readonly RecordedResult[];
}

/** What a run was: enough to run it again and to tell whether, where and why it gives something else. Plain data. */
export interface RunRecord {
  readonly format: 'microdata-run-record';
  readonly version: typeof recordVersion;
  readonly engine: { readonly name: 'openmicrodata'; readonly version: string; readonly build: ContentHash };
  readonly script: {
    /** The file's own name, without its folder. */
    readonly name: string;
    readonly container: 'plain' | 'literate';
    readonly hash: ContentHash;
    readonly text: string;
  };
  readonly ir: { readonly version: number; readonly hash: ContentHash };
  readonly semantics: Semantics;
  readonly databanks: readonly RecordedDatabank[];
  readonly policy: { readonly id: string; readonly version: number; readonly hash: string };
  /** Names the secret that noise was drawn with, without telling anything of it. */
  readonly noiseKey: ContentHash;
  /** Names what was known of earlier runs, where results depend on it. */
  readonly history?: string;
  readonly options: {
    readonly language: Language;
    /** Size of the synthetic databanks, where it was not the usual one. */
    readonly persons?: number;
  };
  readonly statements: readonly RecordedStatement[];
  /** When it was run, in UTC; only on request. */
  readonly time?: string;
}

/** What a finished run tells of itself. */
export interface RunFacts {
  readonly source: SourceText;
  readonly document: ScriptDocument;
  readonly analysed: AnalysedScript;
  readonly engine: { readonly version: string; readonly build: ContentHash };
  readonly databanks: readonly RecordedDatabank[];
  readonly policy: RunRecord['policy'];
  readonly noiseKey: ContentHash;
  readonly history?: string;
  readonly options: RunRecord['options'];
  readonly statements: readonly {
    readonly index: number;
    readonly command: string;
    readonly span: Span;
    readonly iteration?: LoopIteration;
    readonly outcome: RecordedOutcome;
    readonly results: readonly Released<ReleasedBody>[];
  }[];
  readonly time?: string;
  readonly scriptHash: ContentHash;
}

/** Puts the record of a run together. Holds nothing of the data but hashes and what has been released. */
export function runRecord(facts: RunFacts): RunRecord {
  const { source, document, analysed, engine } = facts;
  return {
    format: 'microdata-run-record',
    version: recordVersion,
    engine: { name: 'openmicrodata', ...engine },
    script: {
      name: fileName(source.name, document.container),
      container: document.container,
      hash: facts.scriptHash,
      text: source.text,
    },
    ir: { version: analysed.irVersion, hash: hashAnalysedScript(analysed) },
    semantics: semanticsOf(document.script.statements),
    databanks: facts.databanks,
    policy: facts.policy,
    noiseKey: facts.noiseKey,
    ...(facts.history === undefined ? {} : { history: facts.history }),
    options: facts.options,
    statements: facts.statements.map((statement) => ({
      index: statement.index,
      command: statement.command,
      at: {
        start: statement.span.start,
        end: statement.span.end,
        line: positionAt(source, statement.span.start).line,
      },
      ...(statement.iteration === undefined ? {} : { iteration: statement.iteration }),
      outcome: statement.outcome,
      results: statement.results.map(recordedResult),
    })),
    ...(facts.time === undefined ? {} : { time: facts.time }),
  };
}

/** The file's own name; a script that came through a pipe gets one. */
function fileName(name: string, container: ScriptDocument['container']): string {
  const own = name.replace(/^.*[/\\]/u, '');
  return /^[^<>:"|?*]+$/u.test(own) ? own : container === 'plain' ? 'script.txt' : 'script.md';
}

/** The hash of a released result is over what was released alone: stamps tell of versions, which the record has. */
function recordedResult(result: Released<ReleasedBody>): RecordedResult {
  assertReleased(result);
  return { type: result.body.type, hash: hashJson(plainJson(result.body)) };
}

/** A record as a file: canonical JSON (RFC 8785) and a line feed. */
export function recordText(record: RunRecord): string {
  return `${canonicalJson(plainJson(record))}\n`;
}
