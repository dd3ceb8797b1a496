import type { Shown } from '../../disclosure/released.ts';
import { type NumberKind, shownText } from '../numbers.ts';
import type { CellView, NumberView, PairsView } from './view.ts';

/** A shown number as a cell: its text, and the number for readers who go on working with it. */
export function shownCell(shown: Shown, kind: NumberKind, align: CellView['align']): CellView {
  return { text: shownText(shown, kind), align, ...numberOf(shown, kind) };
}

/** A shown number as the value of a pair. */
export function shownItem(shown: Shown, kind: NumberKind): Omit<PairsView['items'][number], 'label'> {
  return { value: shownText(shown, kind), ...numberOf(shown, kind) };
}

function numberOf(shown: Shown, kind: NumberKind): { readonly number?: NumberView } {
  return shown.v === null ? {} : { number: { value: shown.v, kind } };
}
