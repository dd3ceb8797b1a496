import type { FoldingRange } from 'vscode-languageserver';
import type { Span } from '../base/span.ts';
import type { Comment, Statement } from '../lang/syntax/ast.ts';
import { positionOf } from './places.ts';
import { datasetSections } from './sections.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What can be folded away: loops, text blocks, the fences of a Markdown document, comments of several lines, and the work on
 * one dataset. Whole lines; the line that ends a block stays in view. Markdown itself is left to whoever knows Markdown.
 */
export function foldingRanges(snapshot: Snapshot): FoldingRange[] {
  const { document } = snapshot;
  const fences = document.container === 'plain' ? [] : document.parts.filter((part) => part.type === 'fence');
  const ranges = [
    ...blocks(document.script.statements).map((block) => blockRange(snapshot, block)),
    ...fences.map(({ span }) => blockRange(snapshot, span)),
    ...commentRuns(snapshot, document.script.comments),
    ...datasetSections(snapshot).map(({ span }) => lineRange(snapshot, span)),
  ];
  return ranges
    .filter(({ startLine, endLine }) => endLine > startLine)
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

/** Loops, those inside them, and text blocks. */
function blocks(statements: readonly Statement[]): readonly Span[] {
  return statements.flatMap((statement) => {
    if (statement.type === 'textblock') return [statement.span];
    return statement.type === 'for' ? [statement.span, ...blocks(statement.body)] : [];
  });
}

/** The lines of a span. */
function lineRange({ source }: Snapshot, at: Span): FoldingRange {
  const end = Math.max(at.start, at.end - (/[\r\n]/u.test(source.text.charAt(at.end - 1)) ? 1 : 0));
  return { startLine: positionOf(source, at.start).line, endLine: positionOf(source, end).line };
}

const lastWord = /(?:^|\s)(?:end|endblock|`{3,}|~{3,})\s*$/u;

/** The lines of a block without the one that closes it, if one does. */
function blockRange(snapshot: Snapshot, at: Span): FoldingRange {
  const { startLine, endLine } = lineRange(snapshot, at);
  const isClosed = lastWord.test(snapshot.source.text.slice(Math.max(at.start, at.end - longestEnd), at.end));
  return { startLine, endLine: isClosed ? endLine - 1 : endLine };
}

/** No line that closes a block is longer, blanks aside. */
const longestEnd = 80;

/** Comments on lines of their own, one directly below the other. */
function commentRuns({ source }: Snapshot, comments: readonly Comment[]): readonly FoldingRange[] {
  const runs: { startLine: number; endLine: number }[] = [];
  for (const { span, ownLine } of comments) {
    if (!ownLine) continue;
    const { line } = positionOf(source, span.start);
    const last = runs.at(-1);
    if (last?.endLine === line - 1) last.endLine = line;
    else runs.push({ startLine: line, endLine: line });
  }
  return runs.map((run) => ({ ...run, kind: 'comment' }));
}
