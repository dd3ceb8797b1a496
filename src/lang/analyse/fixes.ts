import type { Fix } from '../../base/diagnostic.ts';
import type { Span } from '../../base/span.ts';
import { lineBefore, without, withoutLine } from '../line-edits.ts';
import type { Option } from '../syntax/ast.ts';
import { type AnalysisContext, written } from './context.ts';

/** What a fix needs to know of where it is made. */
export type FixContext = Pick<AnalysisContext, 'text' | 'statement' | 'inLoop'>;

/**
 * Other names in the place of one, likeliest first. None where the name is computed: what is written there is no name, and
 * other passes of a loop make other names of it.
 */
export function otherNames(context: FixContext, at: Span, name: string, others: readonly string[]): readonly Fix[] {
  return isWritten(context, at, name) ? others.map((newText) => ({ at, newText })) : [];
}

/** Whether a name stands in the text as it is. */
export function isWritten({ text }: Pick<FixContext, 'text'>, at: Span, name: string): boolean {
  return text.slice(at.start, at.end).normalize('NFC') === name;
}

/** A statement before this one. None in loops, where it would be run again in every pass. */
export function statementBefore({ text, statement, inLoop }: FixContext, line: string): readonly Fix[] {
  return inLoop ? [] : [lineBefore(text, statement.span, line)];
}

/** Numbers made of a text variable before this statement. */
export function destringFirst(context: FixContext, name: string): readonly Fix[] {
  return statementBefore(context, `destring ${name}`);
}

/** Another command for the same statement. */
export function otherCommand({ statement }: FixContext, newText: string): Fix {
  return { at: statement.commandSpan, newText };
}

/** This statement gone. */
export function withoutStatement({ text, statement }: FixContext): Fix {
  return withoutLine(text, statement.span);
}

/** A piece of the statement gone. */
export function withoutPiece({ text }: FixContext, at: Span): Fix {
  return without(text, at);
}

/** An option gone, with the comma before it where it was the only one. */
export function withoutOption({ text, statement }: FixContext, option: Option): Fix {
  const fix = without(text, option.span);
  const before = text.slice(0, fix.at.start);
  const isOnly = statement.options.length === 1 && /,[ \t\u00A0]*$/u.test(before);
  return isOnly ? without(text, { start: before.lastIndexOf(','), end: option.span.end }) : fix;
}

/** Two pieces of the text in each other's place. */
export function exchanged(context: AnalysisContext, first: Span, second: Span): Fix {
  const between = context.text.slice(first.end, second.start);
  return {
    at: { start: first.start, end: second.end },
    newText: written(context, second) + between + written(context, first),
  };
}

/** A name like one that is taken, with the first number that makes it free. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const stem = name.replace(/_?\d+$/u, '');
  for (let n = 2; ; n++) if (!isTaken(`${stem}_${n}`)) return `${stem}_${n}`;
}
