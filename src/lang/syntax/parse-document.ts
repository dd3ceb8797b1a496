import { type Diagnostic, diagnosticCollector } from '../../base/diagnostic.ts';
import type { SourceText } from '../../base/source-text.ts';
import { span } from '../../base/span.ts';
import type { CommandForms } from '../command-spec.ts';
import type { Script, ScriptDocument } from './ast.ts';
import { splitLines } from './lines.ts';
import { parseLines } from './script.ts';

/** How to read an input; without a container, its name and content decide. */
export interface ParseOptions {
  readonly container?: 'plain' | 'literate';
}

/** Reads a plain script. Every syntax error is reported, in source order; nothing is thrown. */
export function parseScript(
  source: SourceText,
  commands: CommandForms,
): { readonly script: Script; readonly diagnostics: readonly Diagnostic[] } {
  const { report, diagnostics } = diagnosticCollector();
  const whole = span(0, source.text.length);
  const { lines, comments } = splitLines(source.text, whole);
  const statements = parseLines(lines, 'file', commands, report);
  return { script: { type: 'script', statements, comments, span: whole }, diagnostics: inSourceOrder(diagnostics) };
}

/** Reads a plain script or a literate Markdown document. */
export function parseDocument(
  source: SourceText,
  commands: CommandForms,
  options: ParseOptions = {},
): { readonly document: ScriptDocument; readonly diagnostics: readonly Diagnostic[] } {
  const { script, diagnostics } = parseScript(source, commands);
  return {
    document: { container: options.container ?? 'plain', frontMatter: new Map(), parts: [], script },
    diagnostics,
  };
}

function inSourceOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}
