import { printOf } from '../history/prints.ts';
import { cellKeyLow, lanes } from '../keys/cell-key.ts';
import type { CellBlock, SetCounts } from '../nodes.ts';
import { perturbationOf } from '../perturbation-table.ts';
import type { Shown } from '../released.ts';
import type { Rules } from './context.ts';

/** A released count, or NaN where it is suppressed. NaN never leaves the rules: see `shownCount`. */
export type ReleasedCount = number;

/**
 * DC-03 for the distinct units of a set.
 *
 * @returns the released number of units, NaN where it must not be shown; under `exact` the number itself, 0 included
 */
export function releaseUnits(rules: Rules, set: SetCounts): ReleasedCount {
  const { counts, dominance } = rules.policy;
  const exact = set.units;
  switch (counts.mode) {
    case 'exact':
      return exact;
    case 'suppress':
      if (exact === 0) return dominance.zerosDisclosive ? Number.NaN : 0;
      return exact <= counts.smallMax ? Number.NaN : exact;
    case 'round':
      return zeroIsHidden(roundToBase(exact, counts.roundBase ?? 1));
    case 'perturb': {
      if (exact === 0 || (counts.smallRule === 'zero' && exact <= counts.smallMax)) return Number.NaN;
      return zeroIsHidden(exact + perturbationOf(rules.table, exact, cellKeyLow(rules.keys.cell, lanes.count, set)));
    }
  }
}

/**
 * DC-03 for the rows of a set, which is what a frequency counts: R' = max(u', round(R·u'/u)), so that a table of persons
 * and one of their rows carry the same noise. Where every unit has one row it is the released number of units.
 */
export function releaseRows(rules: Rules, asked: SetCounts): ReleasedCount {
  // Rule DC-31 beside tables, too: a model's sample that is near a cell has as many units as that.
  const set = rules.aside === undefined ? asked : rules.aside.standIn(asked);
  const units = releaseUnits(rules, set);
  if (Number.isNaN(units) || set.units === 0 || set.rows === set.units) return units;
  if (rules.policy.counts.mode === 'round') {
    return zeroIsHidden(roundToBase(set.rows, rules.policy.counts.roundBase ?? 1));
  }
  return Math.max(units, Math.round((set.rows * units) / set.units));
}

/** `releaseRows` for every cell of a block. */
export function releaseBlock(rules: Rules, block: CellBlock): Float64Array {
  const released = new Float64Array(block.units.length);
  for (let cell = 0; cell < released.length; cell++) released[cell] = releaseRows(rules, countsAt(block, cell));
  return released;
}

/** One cell of a block. */
export function countsAt(block: CellBlock, cell: number): SetCounts {
  const set = {
    units: block.units[cell]!,
    rows: block.rows[cell]!,
    sumA: block.sumA[cell]!,
    sumB: block.sumB[cell]!,
  };
  return block.prints === undefined ? set : { ...set, print: printOf(block.prints, cell) };
}

/** What a reader sees of a released count: never a visible zero where zeros are noise (rule DC-04). */
export function shownCount(released: ReleasedCount): Shown {
  return Number.isNaN(released) ? { v: null, why: 'suppressed' } : { v: released };
}

/** A released count for arithmetic: suppressed counts as nothing. */
export function countOrZero(released: ReleasedCount): number {
  return Number.isNaN(released) ? 0 : released;
}

/** The limit below which a count is not shown under the policy, for the sentence "fewer than …"; 0 when every count is. */
export function smallestShownCount(rules: Rules): number {
  const { counts } = rules.policy;
  switch (counts.mode) {
    case 'exact':
      return 0;
    case 'suppress':
      return counts.smallMax + 1;
    case 'round':
      return counts.roundBase ?? 1;
    case 'perturb':
      return rules.table.smallestShown;
  }
}

function zeroIsHidden(count: number): ReleasedCount {
  return count === 0 ? Number.NaN : count;
}

/** Nearest multiple, ties away from zero. */
function roundToBase(count: number, base: number): number {
  return Math.floor(count / base + 0.5) * base;
}
