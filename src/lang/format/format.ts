import type { SourceText } from '../../base/source-text.ts';
import { type Span, span } from '../../base/span.ts';
import type { CommandForms } from '../command-spec.ts';
import { splitLines } from '../syntax/lines.ts';
import { type ParseOptions, type ScriptRange, scriptRanges } from '../syntax/script-ranges.ts';
import { layLines, type Region } from './lines.ts';
import { type FormatOptions, usualFormat } from './options.ts';
import { firstLineBreak, lineBreaksIn, place, type Sheet, type TextEdit, withEdits } from './sheet.ts';

/** What to format, and how. */
export interface FormatRequest extends ParseOptions {
  readonly options?: FormatOptions;
  /** Only edits inside this range are wanted. */
  readonly within?: Span;
}

/**
 * The edits that bring a document into the usual shape, in order and apart from each other. They touch nothing but blanks,
 * line breaks and continuation marks, so cursors in an editor stay on their words.
 *
 * A statement that has a syntax error is left as it is, and so is everything outside the microdata fences of a Markdown
 * document, and in fences that are not run.
 */
export function formatEdits(source: SourceText, forms: CommandForms, request: FormatRequest = {}): readonly TextEdit[] {
  const { text } = source;
  const { options = usualFormat, within } = request;
  const edits: TextEdit[] = [];
  const lineBreak = firstLineBreak(text);
  for (const range of scriptRanges(source, request)) {
    const { at } = range;
    if (within !== undefined && (at.end < within.start || at.start > within.end)) continue;
    const sheet: Sheet = { text, lineBreak, within, edits, reached: at.start };
    layRegion({ sheet, forms, options, at, margin: range.indentation }, range);
  }
  return edits;
}

/** A document in the usual shape. */
export function formatted(source: SourceText, forms: CommandForms, request: FormatRequest = {}): string {
  return withEdits(source.text, formatEdits(source, forms, request));
}

function layRegion(region: Region, range: ScriptRange): void {
  const { sheet, at } = region;
  layLines(region, splitLines(sheet.text, at, range.indentation));
  const isEmpty = sheet.reached === at.start;
  if (isEmpty && range.isFence) return;
  // A fence that the document's end closes has a last line break only if its author gave it one.
  const isEnded = !range.isFence || lineBreaksIn(sheet.text.slice(sheet.reached, at.end)) > 0;
  place(sheet, span(at.end, at.end), isEnded && !isEmpty ? sheet.lineBreak : '');
}
