import type { Position, Range, TextEdit } from 'vscode-languageserver';
import { type Span, span } from '../../src/base/span.ts';
import { offsetOf, rangeOf } from '../../src/lsp/places.ts';
import { type Snapshot, snapshotOf } from '../../src/lsp/snapshot.ts';
import type { DatabankDirectory } from '../../src/metadata/catalogue.ts';
import { testDirectory } from '../lang/analyse/test-directory.ts';

/** A document drawn as a picture: its text without the marks, and where they stood. */
export interface Picture {
  readonly text: string;
  /** Offsets of `<|>`, in order. */
  readonly cursors: readonly number[];
  /** Ranges of `⟦…⟧`, in order of their opening. */
  readonly spans: readonly Span[];
}

/** Takes `<|>` and `⟦…⟧` out of a text. */
export function picture(drawn: string): Picture {
  const starts: number[] = [];
  const spans: Span[] = [];
  const cursors: number[] = [];
  let text = '';
  for (let i = 0; i < drawn.length; i++) {
    if (drawn.startsWith('<|>', i)) {
      cursors.push(text.length);
      i += 2;
    } else if (drawn[i] === '⟦') starts.push(text.length);
    else if (drawn[i] === '⟧') spans.push(span(starts.pop() ?? 0, text.length));
    else text += drawn[i] ?? '';
  }
  return { text, cursors, spans: spans.sort((a, b) => a.start - b.start || b.end - a.end) };
}

/** A snapshot of a drawn document with its marks; against the test databank unless another directory is given. */
export interface DrawnSnapshot extends Picture {
  readonly snapshot: Snapshot;
  /** The first cursor; the end of the text where none is drawn. */
  readonly cursor: number;
  /** The same in the protocol's terms. */
  readonly position: Position;
  /** The drawn ranges in the protocol's terms. */
  readonly ranges: readonly Range[];
}

/** Makes a snapshot of a drawn document; a name that ends in `.md` makes it literate. */
export function drawnSnapshot(
  drawn: string,
  { name = 'file:///test.micro', directory = testDirectory }: { name?: string; directory?: DatabankDirectory } = {},
): DrawnSnapshot {
  const { text, cursors, spans } = picture(drawn);
  const snapshot = snapshotOf({ uri: name, version: 1, text, languageId: 'microdata', directory });
  const { source } = snapshot;
  const cursor = cursors[0] ?? text.length;
  return {
    text,
    cursors,
    spans,
    snapshot,
    cursor,
    position: rangeOf(source, span(cursor, cursor)).start,
    ranges: spans.map((each) => rangeOf(source, each)),
  };
}

/** The text with marks `⟦…⟧` around ranges, for comparing answers with a picture. */
export function drawRanges(snapshot: Snapshot, ranges: readonly Range[]): string {
  const { source } = snapshot;
  const marks = ranges.flatMap(({ start, end }, i) => [
    { at: offsetOf(source, end), mark: '⟧', order: i },
    { at: offsetOf(source, start), mark: '⟦', order: i },
  ]);
  // From the end backwards; at one place a range that ends stands before one that begins.
  marks.sort((a, b) => b.at - a.at || (a.mark === b.mark ? b.order - a.order : a.mark === '⟦' ? -1 : 1));
  return marks.reduce((text, { at, mark }) => text.slice(0, at) + mark + text.slice(at), source.text);
}

/** The text after edits, which must not overlap. */
export function withEdits(snapshot: Snapshot, edits: readonly TextEdit[]): string {
  const { source } = snapshot;
  const places = edits.map(({ range, newText }, order) => ({
    start: offsetOf(source, range.start),
    end: offsetOf(source, range.end),
    newText,
    order,
  }));
  places.sort((a, b) => b.start - a.start || b.end - a.end || b.order - a.order);
  return places.reduce(
    (text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end),
    source.text,
  );
}
