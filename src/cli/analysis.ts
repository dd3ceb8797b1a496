import type { Diagnostic } from '../base/diagnostic.ts';
import type { SourceText } from '../base/source-text.ts';
import { commandForms, type Operation, vocabulary } from '../commands/vocabulary.ts';
import { analyseScript } from '../lang/analyse/analyse.ts';
import type { AnalysedScript } from '../lang/ir/script.ts';
import type { ScriptDocument } from '../lang/syntax/ast.ts';
import { parseDocument } from '../lang/syntax/parse-document.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';
import { asFailure } from './databanks.ts';

/** A script read and analysed. */
export interface AnalysedSource {
  readonly source: SourceText;
  readonly document: ScriptDocument;
  /** Complete only when there are no errors. */
  readonly analysed: AnalysedScript<Operation>;
  /** Of reading and analysis together, in source order. */
  readonly diagnostics: readonly Diagnostic[];
  readonly hasErrors: boolean;
}

/** Whether a script is a Markdown file that was read as a plain script because it has no block of commands. */
export function isMarkdownWithoutBlocks({ source, document, hasErrors }: AnalysedSource): boolean {
  return hasErrors && document.container === 'plain' && /\.(?:md|markdown)$/iu.test(source.name);
}

/** Reads and analyses a script: all its problems, and its IR when there are none. Reads catalogues, no data. */
export function analyseSource(source: SourceText, directory: DatabankDirectory): AnalysedSource {
  const parsed = parseDocument(source, commandForms);
  // A damaged catalogue is found here, where it is first read.
  const { analysed, diagnostics: found } = asFailure(() =>
    analyseScript(parsed.document, source, vocabulary, directory),
  );
  const diagnostics = [...parsed.diagnostics, ...found].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  return {
    source,
    document: parsed.document,
    analysed,
    diagnostics,
    hasErrors: diagnostics.some((d) => d.severity === 'error'),
  };
}
