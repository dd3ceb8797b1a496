import { interpolated } from './evaluation.ts';
import { median, spread } from './functions.ts';
import type { Cell } from './model.ts';

/** The statistics of `collapse` and `aggregate`. */
export const statisticNames = [
  'count',
  'sum',
  'mean',
  'min',
  'max',
  'median',
  'sd',
  'semean',
  'sebinomial',
  'percent',
  'iqr',
  'gini',
] as const;

/** Statistics that are exact for values whose sums are. */
const exact: readonly string[] = ['count', 'sum', 'mean', 'min', 'max', 'median'];

/** Whether sums of such numbers are exact in any order. */
export function isOnGrid(x: Cell): boolean {
  return typeof x !== 'number' || (Number.isInteger(x * 64) && Math.abs(x) < 2 ** 30);
}

/** What rounding does to a statistic of some values: nothing, change last digits, or decide. */
export function roughnessOf(statistic: string, cells: readonly Cell[]): 'exact' | 'rough' | 'unsure' {
  if (statistic === 'count') return 'exact';
  if (cells.every(isOnGrid)) return exact.includes(statistic) ? 'exact' : 'rough';
  if (statistic === 'min' || statistic === 'max') return 'exact';
  return statistic === 'gini' ? 'unsure' : 'rough';
}

/** A statistic of `collapse` and `aggregate` over the valid cells of a group; `whole` are those of the dataset. */
export function aggregated(statistic: string, valid: readonly Cell[], whole: readonly Cell[]): Cell {
  const m = valid.length;
  if (statistic === 'count') return m;
  if (statistic === 'percent') return whole.length === 0 ? 0 : (100 * m) / whole.length;
  const x = valid.filter((cell) => typeof cell === 'number').sort((a, b) => a - b);
  const sum = x.reduce((total, value) => total + value, 0);
  if (statistic === 'sum') return Number.isFinite(sum) ? sum : null;
  const [first] = x;
  const last = x.at(-1);
  if (first === undefined || last === undefined) return null;
  return ofSome(statistic, x, sum, first, last);
}

/** Of at least one number, in order. */
function ofSome(statistic: string, x: readonly number[], sum: number, first: number, last: number): Cell {
  const m = x.length;
  const mean = sum / m;
  const sd = spread(x);
  switch (statistic) {
    case 'mean':
      return mean;
    case 'min':
      return first;
    case 'max':
      return last;
    case 'median':
      return median(x);
    case 'sd':
      return sd;
    case 'semean':
      return typeof sd === 'number' ? sd / Math.sqrt(m) : null;
    case 'sebinomial':
      return x.every((value) => value === 0 || value === 1) ? Math.sqrt((mean * (1 - mean)) / m) : null;
    case 'iqr':
      return (interpolated(x, 3, 4) ?? 0) - (interpolated(x, 1, 4) ?? 0);
    case 'gini':
      return sum === 0 ? 0 : (2 * x.reduce((total, value, i) => total + (i + 1) * value, 0)) / (m * sum) - (m + 1) / m;
    default:
      throw new Error(`the oracle does not know ${statistic}`);
  }
}
