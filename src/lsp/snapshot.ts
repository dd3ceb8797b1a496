import type { Diagnostic } from '../base/diagnostic.ts';
import { type SourceText, sourceText } from '../base/source-text.ts';
import { commandForms, type Operation, vocabulary } from '../commands/vocabulary.ts';
import { type Analysis, analyseScript } from '../lang/analyse/analyse.ts';
import type { ScriptTrace } from '../lang/analyse/trace.ts';
import { newTracer } from '../lang/analyse/tracer.ts';
import type { ScriptDocument } from '../lang/syntax/ast.ts';
import { parseDocument } from '../lang/syntax/parse-document.ts';
import type { StatementMemory } from '../lang/syntax/statement-memory.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';

/**
 * One version of one document with everything that is known of it. Its parts are computed when they are first asked for, each
 * once: reading the text needs no catalogue and comes first, analysis implies reading. A snapshot never changes; another
 * version, or other databanks, make another snapshot.
 */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly source: SourceText;
  readonly document: ScriptDocument;
  readonly parseDiagnostics: readonly Diagnostic[];
  readonly analysis: Analysis<Operation>;
  /** What the analyser saw on its way: the state before every statement, and every occurrence of every name. */
  readonly trace: ScriptTrace;
  readonly directory: DatabankDirectory;
  /** All problems, in source order. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a snapshot is made of. */
export interface SnapshotInput {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** What the editor takes the text for; `markdown` is read as a literate document whatever its name. */
  readonly languageId: string;
  readonly directory: DatabankDirectory;
  /** What is known of earlier versions of the document. */
  readonly memory?: StatementMemory;
}

/** Makes a snapshot; nothing is computed yet. */
export function snapshotOf(input: SnapshotInput): Snapshot {
  const { uri, version, directory, memory } = input;
  const source = sourceText(uri, input.text);
  const parsed = once(() =>
    parseDocument(source, commandForms, { container: containerOf(input), ...(memory === undefined ? {} : { memory }) }),
  );
  const analysed = once(() => {
    const tracer = newTracer(source.text);
    return { analysis: analyseScript(parsed().document, source, vocabulary, directory, tracer), tracer };
  });
  const trace = once(() => analysed().tracer.trace());
  const diagnostics = once(() => inSourceOrder([...parsed().diagnostics, ...analysed().analysis.diagnostics]));
  return {
    uri,
    version,
    source,
    directory,
    get document() {
      return parsed().document;
    },
    get parseDiagnostics() {
      return parsed().diagnostics;
    },
    get analysis() {
      return analysed().analysis;
    },
    get trace() {
      return trace();
    },
    get diagnostics() {
      return diagnostics();
    },
  };
}

/**
 * A Markdown document is literate even without a block of commands: an editor asks about every Markdown file, and one without
 * blocks holds nothing of ours.
 */
function containerOf({ uri, languageId }: SnapshotInput): 'plain' | 'literate' {
  return languageId === 'markdown' || /\.(?:md|markdown)$/iu.test(uri) ? 'literate' : 'plain';
}

function inSourceOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

/** A value that is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
