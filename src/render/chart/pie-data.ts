import type { Language } from '../../base/language.ts';
import type { TableBody } from '../../disclosure/released.ts';
import { numberText, shownText } from '../numbers.ts';
import { keyText } from '../view/category.ts';

/** A slice of a pie. */
export interface Slice {
  readonly label: string;
  /** `undefined` when the number is withheld: no slice is drawn. */
  readonly count: number | undefined;
  /** The share, or the mark of its absence. */
  readonly percentText: string;
  /** Count and share in one line. */
  readonly text: string;
}

/** A pie chart without a medium: the categories of one variable, in their order. */
export interface PieData {
  readonly type: 'pie';
  readonly title: string;
  readonly slices: readonly Slice[];
}

/** The data of a pie chart: a one-way table of counts and shares. */
export function pieData(body: TableBody, language: Language): PieData {
  const dimension = body.dimensions[0];
  const countAt = body.measures.findIndex(({ key }) => key === 'freq');
  const shareAt = body.measures.findIndex(({ key }) => key === 'cellpct');
  const slices = body.rows.flatMap(({ key, cells }): Slice[] => {
    const [category] = key;
    const [cell] = cells;
    const count = cell?.[countAt];
    const share = cell?.[shareAt];
    if (dimension === undefined || typeof category !== 'number' || count === undefined || share === undefined)
      return [];
    const label = keyText(dimension, category, body.layout.showCodes, language);
    const percentText = shownText(share, 'percent');
    const written = share.v === null ? percentText : `${numberText(share.v, { decimals: 1 })}\u202f%`;
    return [{ label, count: count.v ?? undefined, percentText, text: `${shownText(count, 'count')} (${written})` }];
  });
  return { type: 'pie', title: dimension?.variable ?? '', slices };
}
