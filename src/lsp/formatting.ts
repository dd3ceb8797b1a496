import type { Position, Range, TextEdit } from 'vscode-languageserver';
import { commandForms } from '../commands/vocabulary.ts';
import { formatEdits } from '../lang/format/format.ts';
import { formatTyped } from '../lang/format/on-type.ts';
import { type FormatOptions, usualFormat } from '../lang/format/options.ts';
import type { TextEdit as OwnEdit } from '../lang/format/sheet.ts';
import { offsetOf, rangeOf, spanOf } from './places.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The edits that bring a document into shape.
 *
 * The editor's own settings (columns of a tab, blanks at line ends) have no say: a script looks the same wherever it was
 * written, as `microdata fmt` has it.
 */
export function formatDocument(snapshot: Snapshot, options: FormatOptions = usualFormat): TextEdit[] {
  const { container } = snapshot.document;
  return inProtocol(snapshot, formatEdits(snapshot.source, commandForms, { container, options }));
}

/** The edits that bring a range into shape; nothing outside it changes. */
export function formatRange(snapshot: Snapshot, range: Range, options: FormatOptions = usualFormat): TextEdit[] {
  const { container } = snapshot.document;
  const within = spanOf(snapshot.source, range);
  return inProtocol(snapshot, formatEdits(snapshot.source, commandForms, { container, options, within }));
}

/** The edits for what has just been typed before a position. */
export function formatOnType(
  snapshot: Snapshot,
  position: Position,
  typed: string,
  options: FormatOptions = usualFormat,
): TextEdit[] {
  const { container } = snapshot.document;
  const offset = offsetOf(snapshot.source, position);
  return inProtocol(snapshot, formatTyped(snapshot.source, offset, typed, commandForms, { container, options }));
}

function inProtocol({ source }: Snapshot, edits: readonly OwnEdit[]): TextEdit[] {
  return edits.map(({ at, newText }) => ({ range: rangeOf(source, at), newText }));
}
