import type { Report } from '../../base/diagnostic.ts';
import { threshold } from '../../base/messages/message.ts';
import { type Span, span } from '../../base/span.ts';
import type { CommandForms } from '../command-spec.ts';
import { lineAfter, lineBreakOf, withoutLine } from '../line-edits.ts';
import type { ForLoop, LoopLevel, Statement } from './ast.ts';
import { exceedsLimits } from './clauses.ts';
import { iteratorNames, parseLoopHeader } from './forms.ts';
import { readTokens } from './lexer.ts';
import type { LogicalLine } from './lines.ts';
import { type CommandWord, commandWordOf, lineSpan, parseStatement, type StatementLine } from './statement.ts';
import type { StatementReader } from './statement-memory.ts';

/** A loop whose `end` has not come yet. */
interface OpenLoop {
  readonly headerSpan: Span;
  readonly headerText: string;
  /** `undefined` when the header could not be read. */
  readonly levels: readonly LoopLevel[] | undefined;
  readonly body: Statement[];
}

/** Loops inside loops are refused, yet kept in the tree; deeper than this they are not, so that the tree stays shallow. */
const deepestLoops = 8;

/**
 * Puts lines together into statements and loops.
 *
 * @param text       the document that they are lines of
 * @param container  what ends with the last line, for the message about an unclosed block
 * @param readStatement  reads what is not part of a block's frame
 */
export function parseLines(
  lines: readonly LogicalLine[],
  text: string,
  container: 'file' | 'fence',
  forms: CommandForms,
  report: Report,
  readStatement: StatementReader = parseStatement,
): readonly Statement[] {
  const statements: Statement[] = [];
  const open: OpenLoop[] = [];
  const add = (statement: Statement): void => {
    (open.at(-1)?.body ?? statements).push(statement);
  };
  for (const line of lines) {
    if (line.type === 'textblock') {
      const wordEnd = line.at.start + 'textblock'.length;
      const word = span(line.at.start, wordEnd);
      if (!line.isAlone) {
        report('block-word-alone', word, { word: 'textblock' }, [
          { at: span(wordEnd, wordEnd), newText: lineBreakOf(text) },
        ]);
      }
      if (!line.isClosed)
        report('unclosed-textblock', line.at, { container }, [lineAfter(text, line.contentEnd, line.at, 'endblock')]);
      add({ type: 'textblock', text: line.text, span: line.at });
      continue;
    }
    const word = commandWordOf(line);
    if (word?.text === 'for') {
      open.push(openLoop(line, word, open, report));
    } else if (word?.text === 'end') {
      closeLoop(line, text, word, open, add, report);
    } else if (word?.text === 'endblock' && line.text.trim() === 'endblock') {
      report('endblock-without-textblock', word.at, {}, [withoutLine(text, word.at)]);
      add({ type: 'invalid-statement', command: 'endblock', span: lineSpan(line) });
    } else {
      add(readStatement(line, forms, report));
    }
  }
  while (open.length > 0) {
    const loop = open.pop();
    if (loop === undefined) break;
    const end = loop.body.at(-1)?.span.end ?? loop.headerSpan.end;
    report('unclosed-loop', loop.headerSpan, { container }, [lineAfter(text, end, loop.headerSpan, 'end')]);
    add(finished(loop, end, open.length));
  }
  return statements;
}

function openLoop(line: StatementLine, word: CommandWord, open: readonly OpenLoop[], report: Report): OpenLoop {
  const headerSpan = lineSpan(line);
  const headerText = line.text.slice(word.text.length).trim();
  const outer = open.at(-1);
  if (outer !== undefined) {
    const joined = `for ${outer.headerText}; ${headerText}`;
    report('nested-loop', word.at, { corrected: joined.includes('\n') ? undefined : joined });
  }
  const tokens = readTokens(line.text.slice(word.text.length), word.at.end, 'statement', report);
  const levels = exceedsLimits(tokens, report) ? undefined : parseLoopHeader(tokens, word.at, report);
  if (levels !== undefined) checkLevels(levels, report);
  return { headerSpan, headerText, levels, body: [] };
}

function checkLevels(levels: readonly LoopLevel[], report: Report): void {
  for (const level of levels) {
    const { iterators, lists } = level;
    if (iterators.length === lists.length) continue;
    const counts = { iterators: threshold(iterators.length), lists: threshold(lists.length) };
    report('loop-list-count', level.span, counts);
  }
  const seen = new Set<string>();
  for (const { name, at } of iteratorNames(levels)) {
    if (seen.has(name)) report('loop-iterator-repeated', at, { name });
    seen.add(name);
  }
}

function closeLoop(
  line: StatementLine,
  text: string,
  word: CommandWord,
  open: OpenLoop[],
  add: (statement: Statement) => void,
  report: Report,
): void {
  const whole = lineSpan(line);
  const loop = open.pop();
  if (whole.end !== word.at.end) report('block-word-alone', whole, { word: 'end' }, [{ at: whole, newText: 'end' }]);
  if (loop === undefined) {
    report('end-without-loop', word.at, {}, [withoutLine(text, whole)]);
    add({ type: 'invalid-statement', command: 'end', span: whole });
    return;
  }
  add(finished(loop, whole.end, open.length));
}

function finished(loop: OpenLoop, end: number, outer: number): ForLoop | Statement {
  const whole = span(loop.headerSpan.start, end);
  if (loop.levels === undefined || outer >= deepestLoops)
    return { type: 'invalid-statement', command: 'for', span: whole };
  return { type: 'for', levels: loop.levels, headerSpan: loop.headerSpan, body: loop.body, span: whole };
}
