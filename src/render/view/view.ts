import type { NumberKind } from '../numbers.ts';

/** A released number behind a text, for readers who go on working with it. */
export interface NumberView {
  readonly value: number;
  readonly kind: NumberKind;
}

/** A cell of a table: text, and where its decimal point stands in the column's alignment. */
export interface CellView {
  readonly text: string;
  /** `number` cells of a column line up at the decimal point; `right` cells, of unlike scales, at their last figure. */
  readonly align: 'number' | 'right' | 'left';
  /** Absent for texts, and for numbers that are withheld or do not exist. */
  readonly number?: NumberView;
}

/** A spanning head over leaf columns `from` (inclusive) to `to` (exclusive). */
export interface HeadSpan {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A row of a table. `stub` has one entry per stub column; nested stubs have one entry and a depth. */
export interface RowView {
  readonly stub: readonly string[];
  readonly depth: number;
  readonly role: 'body' | 'heading' | 'subtotal' | 'total';
  readonly cells: readonly CellView[];
}

/** A table without a medium: what stands where, not how it is drawn. */
export interface TableView {
  readonly type: 'table';
  readonly caption: string;
  readonly stubHeads: readonly string[];
  /** Levels of spanning heads above the leaf heads, outermost first. */
  readonly spans: readonly (readonly HeadSpan[])[];
  readonly heads: readonly string[];
  readonly rows: readonly RowView[];
}

/** Key and value pairs, drawn side by side where there is room. */
export interface PairsView {
  readonly type: 'pairs';
  readonly caption: string;
  readonly items: readonly { readonly label: string; readonly value: string; readonly number?: NumberView }[];
}

/** Bars of a chart for a medium that has characters only. `size` is the share of the longest bar, or absent when not shown. */
export interface BarsView {
  readonly type: 'bars';
  readonly caption: string;
  readonly groups: readonly {
    readonly label: string;
    readonly bars: readonly { readonly label: string; readonly value: string; readonly size: number | undefined }[];
  }[];
}

/** Box plots for a medium that has characters only. All numbers are shares of the way between the ends of the axis. */
export interface BoxesView {
  readonly type: 'boxes';
  readonly caption: string;
  readonly groups: readonly {
    readonly label: string;
    readonly boxes: readonly {
      readonly label: string;
      readonly lower: number;
      readonly p25: number;
      readonly p50: number;
      readonly p75: number;
      readonly upper: number;
      readonly mean: number;
    }[];
  }[];
  /** What stands at the ends of the axis. */
  readonly ends: readonly [string, string];
  readonly key: { readonly median: string; readonly mean: string };
}

/** Estimates with their intervals for a medium that has characters only. All numbers are shares of the way between the ends of the axis. */
export interface IntervalsView {
  readonly type: 'intervals';
  readonly caption: string;
  readonly rows: readonly {
    readonly label: string;
    readonly estimate: number;
    readonly interval?: { readonly lower: number; readonly upper: number };
  }[];
  /** Where the line stands that estimates are compared with. */
  readonly reference: number;
  /** What stands at the ends of the axis and, if it is not one of them, at the reference. */
  readonly ends: readonly [string, string];
  readonly referenceText: string;
}

/** A sentence. `note` stands under a result, `status` says what a statement did, `refusal` why there is no result. */
export interface LineView {
  readonly type: 'line';
  readonly role: 'note' | 'status' | 'refusal';
  readonly text: string;
}

/** How something is written in the language: what a text is about. */
export interface SignatureView {
  readonly type: 'signature';
  readonly code: string;
}

/** A heading within a result. */
export interface HeadingView {
  readonly type: 'heading';
  readonly text: string;
}

/** Running text. */
export interface ParagraphView {
  readonly type: 'paragraph';
  readonly text: string;
}

/** Names with what they mean, side by side. */
export interface TermsView {
  readonly type: 'terms';
  readonly items: readonly { readonly term: string; readonly text: string }[];
}

/** Statements as they are written. */
export interface CodeView {
  readonly type: 'code';
  /** Each has one or more lines. */
  readonly statements: readonly string[];
  readonly numbered: boolean;
}

/** A piece of a text. */
export type DocumentView = SignatureView | HeadingView | ParagraphView | TermsView | CodeView;

/** A piece of a result. */
export type BlockView = TableView | PairsView | BarsView | BoxesView | IntervalsView | LineView | DocumentView;
