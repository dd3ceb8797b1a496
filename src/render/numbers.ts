import { isoDate } from '../base/epoch-day.ts';
import { groupedInteger } from '../base/messages/status.ts';
import type { Shown } from '../disclosure/released.ts';

/** How a number is written. `statistic` takes its decimals from a scale: see `decimalsFor`. */
export type NumberKind =
  | 'count'
  | 'percent'
  | 'estimate'
  | 'test'
  | 'p'
  | 'date'
  | 'whole'
  | { readonly decimals: number };

/** Mark of a number that disclosure control withholds. */
export const suppressedMark = '--';
/** Mark of a number that does not exist. */
export const missingMark = '.';

/** Writes a shown number, or the mark of its absence. */
export function shownText(shown: Shown, kind: NumberKind): string {
  if (shown.v === null) return shown.why === 'missing' ? missingMark : suppressedMark;
  return numberText(shown.v, kind);
}

/** Writes a number; never in the machine's locale. */
export function numberText(value: number, kind: NumberKind): string {
  if (typeof kind === 'object') return fixed(value, kind.decimals);
  switch (kind) {
    case 'count':
      return groupedInteger(value);
    case 'percent':
      return fixed(value, 2);
    case 'estimate':
      return estimate(value);
    case 'test':
      return fixed(value, Math.abs(value) < 1000 ? 3 : 1);
    case 'p':
      return value < 0.0001 ? '<0.0001' : fixed(value, 4);
    case 'date':
      // A mean of dates is the day that it falls on.
      return isoDate(Math.floor(value));
    case 'whole':
      return fixed(value, Number.isInteger(value) ? 0 : 2);
  }
}

/**
 * Decimals for numbers of one scale, such as the mean and the percentiles of a variable: none when all are whole, otherwise so
 * many that the largest is written with six significant digits, but between two and six, or more where that would leave the
 * largest fewer than four digits. The specification fixes decimals for models only (commands-analysis, section 1.6).
 */
export function decimalsFor(values: readonly Shown[]): number {
  let largest = 0;
  let whole = true;
  for (const { v } of values) {
    if (v === null) continue;
    largest = Math.max(largest, Math.abs(v));
    whole &&= Number.isInteger(v);
  }
  if (whole) return 0;
  // Counted in the text: `Math.log10` may differ between engines at powers of ten.
  const integerDigits = largest < 1 ? 0 : largest < 1e15 ? String(Math.trunc(largest)).length : 16;
  return Math.max(2, Math.min(6, 6 - integerDigits), Math.min(mostDecimals, leadingZerosOf(largest) + 4));
}

/** More decimals than this help nobody. */
const mostDecimals = 12;

/** Zeros between the decimal point and the first other digit of a number; -4 for numbers from 1 on, which have none. */
function leadingZerosOf(size: number): number {
  return size > 0 && size < 1 ? (/^0\.(0*)/u.exec(size.toFixed(20))?.[1]?.length ?? 0) : -4;
}

/** Decimals that tell the ends of an interval apart. */
export function decimalsOfWidth(width: number): number {
  return Math.max(0, Math.min(mostDecimals, leadingZerosOf(width) + 3));
}

/** Enough decimals to tell fractions and densities apart: densities of incomes are tiny. */
export function decimalsOfShares(values: readonly Shown[]): number {
  const largest = Math.max(0, ...values.map(({ v }) => v ?? 0));
  return Math.min(mostDecimals, Math.max(0, leadingZerosOf(largest)) + 4);
}

/** Fixed decimals with grouped thousands; a rounded zero has no sign. */
function fixed(value: number, decimals: number): string {
  // Beyond 1e21 `toFixed` falls back to exponents, as does this.
  if (Math.abs(value) >= 1e21) return value.toExponential(6);
  const text = Math.abs(value).toFixed(decimals);
  const [whole = '0', fraction] = text.split('.');
  const sign = value < 0 && /[1-9]/u.test(text) ? '-' : '';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, '\u202f');
  return fraction === undefined ? sign + grouped : `${sign}${grouped}.${fraction}`;
}

/** Six decimals; scientific where that would leave fewer than two digits. */
function estimate(value: number): string {
  const size = Math.abs(value);
  return size > 0 && size < 1e-5 ? value.toExponential(3) : fixed(value, 6);
}
