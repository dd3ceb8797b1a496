import type { SourceText } from '../../base/source-text.ts';
import { positionAt } from '../../base/source-text.ts';
import { type Span, span } from '../../base/span.ts';
import type { CommandForms } from '../command-spec.ts';
import { lineEnd, splitLines } from '../syntax/lines.ts';
import { type ScriptRange, scriptRanges } from '../syntax/script-ranges.ts';
import { commandWordOf, lineSpan } from '../syntax/statement.ts';
import { type FormatRequest, formatEdits } from './format.ts';
import { usualFormat } from './options.ts';
import { lineBreaksIn, type TextEdit } from './sheet.ts';

/** The characters after which an editor asks for edits: a new line, and the last letter of `end`. */
export const typedTriggers = { first: '\n', more: ['d'] } as const;

/**
 * The edits for what has just been typed. After a new line the statement before it is put into shape, if it is complete,
 * and the new line is indented: deeper in a loop, and in a statement that goes on. After `end` its line is moved out.
 *
 * @param offset  where the cursor stands, just past what was typed
 */
export function formatTyped(
  source: SourceText,
  offset: number,
  typed: string,
  forms: CommandForms,
  request: Omit<FormatRequest, 'within'> = {},
): readonly TextEdit[] {
  const range = scriptRanges(source, request).find(({ at }) => at.start <= offset && offset <= at.end);
  if (range === undefined) return [];
  const { text } = source;
  const start = Math.max(range.at.start, source.lineStarts[positionAt(source, offset).line - 1] ?? 0);
  const line = span(start, lineEnd(text, start, range.at.end).end);
  if (typed === '\n') return afterNewLine(source, range, line, forms, request);
  const isEnd = text.slice(line.start, line.end).trim() === 'end';
  return isEnd ? formatEdits(source, forms, { ...request, within: line }) : [];
}

function afterNewLine(
  source: SourceText,
  range: ScriptRange,
  line: Span,
  forms: CommandForms,
  request: FormatRequest,
): readonly TextEdit[] {
  const { text } = source;
  const { options = usualFormat } = request;
  const { lines } = splitLines(text, span(range.at.start, line.start), range.indentation);
  const last = lines.at(-1);
  if (last?.type === 'textblock' && !last.isClosed) return [];
  const behind = last?.type === 'statement' ? text.slice(lineSpan(last).end, line.start) : '';
  const isOpen = /^[ \t\u00A0]*\\/u.test(behind) && !hasBlankLine(behind);
  const isEnd = text.slice(line.start, line.end).trim() === 'end';
  const depth = Math.max(0, loopDepth(lines) - (isEnd ? 1 : 0));
  const columns = range.indentation + options.indent * (depth + (isOpen ? 2 : 0));
  const blanks = /^[ \t\u00A0]*/u.exec(text.slice(line.start, line.end))?.[0] ?? '';
  const indentation: TextEdit = { at: span(line.start, line.start + blanks.length), newText: ' '.repeat(columns) };
  const indented = blanks === indentation.newText ? [] : [indentation];
  if (isOpen || last === undefined) return indented;
  const from = last.type === 'statement' ? last.start : last.at.start;
  const lineStart = source.lineStarts[positionAt(source, from).line - 1] ?? 0;
  const within = span(Math.max(range.at.start, lineStart), line.start);
  const before = formatEdits(source, forms, { ...request, within }).filter(({ at }) => at.end < line.start);
  return [...before, ...indented];
}

/** Whether a gap behind a statement holds a blank line, which ends the statement. */
function hasBlankLine(gap: string): boolean {
  return (
    lineBreaksIn(gap) > 1 &&
    gap
      .split(/\r\n|\n|\r/u)
      .slice(1, -1)
      .some((line) => line.trim() === '')
  );
}

function loopDepth(lines: ReturnType<typeof splitLines>['lines']): number {
  let depth = 0;
  for (const line of lines) {
    const word = line.type === 'statement' ? commandWordOf(line)?.text : undefined;
    if (word === 'for') depth++;
    else if (word === 'end') depth = Math.max(0, depth - 1);
  }
  return depth;
}
