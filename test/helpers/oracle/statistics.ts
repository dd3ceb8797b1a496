import type { Cell } from './expression.ts';
import { median } from './functions.ts';

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

/** Whether sums of such numbers are exact in any order. */
export function isOnGrid(x: Cell): boolean {
  return typeof x !== 'number' || (Number.isInteger(x * 64) && Math.abs(x) < 2 ** 30);
}

/** A statistic of `collapse` and `aggregate` over the cells of a group; `all` are those of the whole dataset. */
export function aggregated(statistic: string, cells: readonly Cell[], all: readonly Cell[]): Cell {
  const m = cells.filter((x) => x !== null).length;
  if (statistic === 'count') return m;
  if (statistic === 'percent') {
    const valid = all.filter((x) => x !== null).length;
    return valid === 0 ? 0 : (100 * m) / valid;
  }
  const x = cells.filter((cell) => typeof cell === 'number').sort((a, b) => a - b);
  const sum = x.reduce((total, value) => total + value, 0);
  if (statistic === 'sum') return Number.isFinite(sum) ? sum : null;
  const [first] = x;
  const last = x.at(-1);
  if (first === undefined || last === undefined) return null;
  const mean = sum / m;
  const sd = m < 2 ? null : Math.sqrt(x.reduce((total, value) => total + (value - mean) ** 2, 0) / (m - 1));
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
      return sd === null ? null : sd / Math.sqrt(m);
    case 'sebinomial':
      return x.every((value) => value === 0 || value === 1) ? Math.sqrt((mean * (1 - mean)) / m) : null;
    case 'iqr':
      return interpolated(x, 0.75) - interpolated(x, 0.25);
    case 'gini':
      return sum === 0 ? 0 : (2 * x.reduce((total, value, i) => total + (i + 1) * value, 0)) / (m * sum) - (m + 1) / m;
    default:
      throw new Error(`the oracle does not know ${statistic}`);
  }
}

function interpolated(sorted: readonly number[], share: number): number {
  const h = (sorted.length - 1) * share;
  const low = sorted[Math.floor(h)] ?? 0;
  return low + (h - Math.floor(h)) * ((sorted[Math.floor(h) + 1] ?? low) - low);
}
