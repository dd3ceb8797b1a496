import type { semantics } from './semantics.ts';

/** Rules that are wrong, in words, each with what it puts in the place of the right one. */
export const wrongRules: Readonly<Record<string, Partial<typeof semantics>>> = {
  'an open end satisfies a condition': { isTrue: (value) => value !== null && value !== 0 },
  'missing differs from nothing': { differ: (a, b) => a !== null && b !== null && a !== b },
  'equals are less': { isLess: (a, b) => a !== null && b !== null && a <= b },
  'division by zero is infinite': { finite: (x) => (Number.isNaN(x) ? null : x) },
  'ties go towards zero': { nearest: (x) => Math.sign(x) * Math.ceil(Math.abs(x) - 0.5) },
  'the total of nothing is missing': { emptyTotal: () => null },
  'the standard deviation is that of a population': { spreadDivisor: (m) => m },
  'quantiles lie at p(m + 1)': { position: (m, part, whole) => Math.max(0, ((m + 1) * part) / whole - 1) },
  'edges of quantile groups belong to the group above': {
    groupOf: (x, edges) =>
      Math.max(
        0,
        Math.min(
          edges.length - 2,
          edges.findLastIndex((edge) => x >= edge),
        ),
      ),
  },
  'intervals of recode leave out their upper end': {
    isInside: (x, low, high) => (low === 'min' || x >= low) && (high === 'max' || x < high),
  },
  'the last rule of recode decides': { whichRule: (matches) => matches.lastIndexOf(true) },
  'destring reads exponents': { isNumeral: (text) => text !== '' && Number.isFinite(Number(text)) },
  'positions in texts count from 0': {
    part: (points, from, count) => points.slice(from, from + Math.max(0, count)).join(''),
  },
  'a missing group is a group': { keepsMissingGroup: () => true },
  'flagged codes count': { countsFlagged: () => true },
  'a copy of an open end is missing': { copiesOpen: (cell) => (cell === Number.POSITIVE_INFINITY ? null : cell) },
  'a record does not hold on its last day': {
    holdsAt: (start, stop, day) => start <= day && (stop === null || stop > day),
  },
  'what has no match in merge is 0': { unmatched: () => 0 },
};
