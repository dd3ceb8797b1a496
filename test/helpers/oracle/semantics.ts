import type { Cell } from './model.ts';
import { closed } from './model.ts';

/**
 * Rules that the interpreter looks up whenever it needs them, so that tests can put a wrong one in their place and see that
 * it is noticed.
 */
export const semantics = {
  /** Whether a value satisfies a condition: not missing, and not 0. */
  isTrue: (value: Cell): boolean => closed(value) !== null && value !== 0,
  /** `x != y`. */
  differ: (a: Cell, b: Cell): boolean => a === null || b === null || a !== b,
  /** `x < y`. */
  isLess: (a: Cell, b: Cell): boolean => a !== null && b !== null && a < b,
  /** A number that is not finite is missing. */
  finite: (x: number): Cell => (Number.isFinite(x) ? x : null),
  /** The whole number next to x, ties away from zero. */
  nearest: (x: number): number => Math.sign(x) * Math.floor(Math.abs(x) * (1 + 1e-12) + 0.5),
  /** What rowtotal is over nothing. */
  emptyTotal: (): Cell => 0,
  /** The divisor of a standard deviation of m values. */
  spreadDivisor: (m: number): number => m - 1,
  /** Where `part` of `whole` of the way lies among m values in order, counted from 0. */
  position: (m: number, part: number, whole: number): number => ((m - 1) * part) / whole,
  /** The group of x among the edges of quantile groups, which ascend. */
  groupOf: (x: number, edges: readonly number[]): number => {
    for (let group = 1; group < edges.length; group++) if (x <= (edges[group] ?? 0)) return group - 1;
    return Math.max(0, edges.length - 2);
  },
  /** Whether an interval of `recode` holds x. */
  isInside: (x: number, from: number | 'min', to: number | 'max'): boolean =>
    (from === 'min' || x >= from) && (to === 'max' || x <= to),
  /** Which of the rules that match is applied: the place of the first. */
  whichRule: (matches: readonly boolean[]): number => matches.indexOf(true),
  /** Whether a text is a number for `destring`. */
  isNumeral: (text: string): boolean => /^[+-]?(\d+(\.\d+)?|\.\d+)$/u.test(text),
  /** The characters of a part of a text. */
  part: (points: readonly string[], from: number, count: number): string => {
    if (from === 0 || count <= 0 || Math.abs(from) > points.length) return '';
    const start = from > 0 ? from - 1 : points.length + from;
    return points.slice(start, start + count).join('');
  },
  /** The week of the year of the Thursday of a day, by that Thursday's place in its year counted from 0. */
  weekNumber: (place: number): number => Math.floor(place / 7) + 1,
  /** Whether a year has 29 February. */
  isLeap: (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0,
  /** Whether a group of a missing value is one. */
  keepsMissingGroup: (): boolean => false,
  /** Whether a code that is flagged takes part in statistics. */
  countsFlagged: (): boolean => false,
  /** Whether an open end stays open in a copy. */
  copiesOpen: (cell: Cell): Cell => cell,
  /** Whether a record holds at a day. */
  holdsAt: (start: number, stop: number | null, day: number): boolean => start <= day && (stop === null || stop >= day),
  /** The value of a row without a match in `merge`. */
  unmatched: (): Cell => null,
};
