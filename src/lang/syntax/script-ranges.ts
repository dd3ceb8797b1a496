import { diagnosticCollector } from '../../base/diagnostic.ts';
import type { SourceText } from '../../base/source-text.ts';
import { type Span, span } from '../../base/span.ts';
import { fencesOf, hasMicrodataFence, readAttributes } from './literate.ts';
import type { StatementMemory } from './statement-memory.ts';

/** How to read an input; without a container, its name and content decide. */
export interface ParseOptions {
  readonly container?: 'plain' | 'literate';
  /** What is known of earlier versions of the same document. */
  readonly memory?: StatementMemory;
}

/** A piece of a document that is script text. */
export interface ScriptRange {
  readonly at: Span;
  readonly isFence: boolean;
  /** Columns that a fence is indented by, and its lines with it. */
  readonly indentation: number;
}

/** Whether a document is a plain script or Markdown with scripts in it. */
export function containerOf(source: SourceText, options: ParseOptions): 'plain' | 'literate' {
  const isMarkdown = /\.(?:md|markdown)$/iu.test(source.name);
  return options.container ?? (isMarkdown && hasMicrodataFence(source.text) ? 'literate' : 'plain');
}

/** Where a document's script stands: in the microdata fences that are run, or everywhere but for a byte order mark. */
export function scriptRanges(source: SourceText, options: ParseOptions = {}): readonly ScriptRange[] {
  const { text } = source;
  if (containerOf(source, options) === 'plain') {
    return [{ at: span(text.startsWith('\uFEFF') ? 1 : 0, text.length), isFence: false, indentation: 0 }];
  }
  const { report } = diagnosticCollector();
  return fencesOf(text)
    .filter((fence) => readAttributes(fence, report).eval)
    .map(({ content, indentation }) => ({ at: content, isFence: true, indentation }));
}
