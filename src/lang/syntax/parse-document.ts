import { type Diagnostic, diagnosticCollector } from '../../base/diagnostic.ts';
import type { SourceText } from '../../base/source-text.ts';
import { span } from '../../base/span.ts';
import type { CommandForms } from '../command-spec.ts';
import type { DocumentPart, FenceAttributes, Script, ScriptDocument } from './ast.ts';
import { splitLines } from './lines.ts';
import { parseLiterate } from './literate.ts';
import { parseLines } from './script.ts';
import { containerOf, type ParseOptions } from './script-ranges.ts';
import type { StatementReader } from './statement-memory.ts';

/** Reads a plain script. Every syntax error is reported, in source order; nothing is thrown. */
export function parseScript(
  source: SourceText,
  commands: CommandForms,
  readStatement?: StatementReader,
): { readonly script: Script; readonly diagnostics: readonly Diagnostic[] } {
  const { report, diagnostics } = diagnosticCollector();
  const whole = span(0, source.text.length);
  const { lines, comments } = splitLines(source.text, whole);
  const statements = parseLines(lines, source.text, 'file', commands, report, readStatement);
  return { script: { type: 'script', statements, comments, span: whole }, diagnostics: inSourceOrder(diagnostics) };
}

/**
 * Reads a plain script or a literate Markdown document.
 *
 * Without a given container, a document whose name ends in `.md` or `.markdown` and that holds a microdata fence is
 * literate. A plain script is handed on as one fence that shows every statement with its result.
 */
export function parseDocument(
  source: SourceText,
  commands: CommandForms,
  options: ParseOptions = {},
): { readonly document: ScriptDocument; readonly diagnostics: readonly Diagnostic[] } {
  const container = containerOf(source, options);
  const readStatement = options.memory?.nextReader();
  if (container === 'literate') {
    const { report, diagnostics } = diagnosticCollector();
    const document = parseLiterate(source, commands, report, readStatement);
    return { document, diagnostics: inSourceOrder(diagnostics) };
  }
  const { script, diagnostics } = parseScript(source, commands, readStatement);
  const attributes: FenceAttributes = { echo: 'lines', eval: true, output: true, label: undefined };
  const { statements } = script;
  const whole: DocumentPart = { type: 'fence', attributes, contentSpan: script.span, statements, span: script.span };
  return { document: { container, frontMatter: new Map(), parts: [whole], script }, diagnostics };
}

function inSourceOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}
