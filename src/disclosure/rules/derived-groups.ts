import type { GroupCells, GroupStatistic } from '../protection.ts';
import type { Rules } from './context.ts';
import { countOrZero, countsAt, releaseRows } from './counts.ts';
import { noisedPercentileRanks } from './percentile-noise.ts';
import { percentilesOf, type StatisticsCell, statisticOf, withheldBecause } from './statistics.ts';
import { minimumForCell } from './thresholds.ts';

/**
 * DC-17: what `collapse` and `aggregate` by an ordinary variable may store per group. Every group is a released cell, or a
 * constant column could be read exactly by conditions on it. Groups below the threshold are missing for all statistics;
 * where the policy does not protect derived columns the values are exact.
 *
 * @returns one value per group, NaN = missing
 */
export function protectGroups(rules: Rules, statistic: GroupStatistic, groups: GroupCells): Float64Array {
  const result = new Float64Array(groups.valid.units.length).fill(Number.NaN);
  const applied = groupRules(rules);
  for (let group = 0; group < result.length; group++) {
    result[group] = groupValue(applied, statistic, groups, group);
  }
  return result;
}

/** The percentiles, as shares, that the statistic is made of under the rules for derived columns. */
export function groupPercentiles(rules: Rules, statistic: GroupStatistic): readonly number[] {
  const { policy } = groupRules(rules);
  switch (statistic) {
    case 'median':
      return percentilesOf(policy, ['p50']);
    case 'iqr':
    case 'min':
    case 'max':
      return percentilesOf(policy, [statistic]);
    default:
      return [];
  }
}

/** The ranks whose order statistics a group's percentile needs. */
export function groupPercentileRanks(
  rules: Rules,
  n: number,
  p: number,
  most?: number,
): { readonly from: number; readonly to: number } {
  return noisedPercentileRanks(groupRules(rules).policy, n, p, most);
}

/** The rules that apply to derived columns: all of them, or none where the policy leaves such columns alone. */
function groupRules(rules: Rules): Rules {
  return rules.policy.derived.protectNonKeyTargets ? rules : unprotected(rules);
}

function groupValue(rules: Rules, statistic: GroupStatistic, groups: GroupCells, group: number): number {
  const valid = countsAt(groups.valid, group);
  const count = releaseRows(rules, valid);
  if (Number.isNaN(count) || valid.units < minimumForCell(rules, valid)) return Number.NaN;
  if (statistic === 'count') return count;
  if (statistic === 'percent') {
    const total = countOrZero(releaseRows(rules, countsAt(groups.total, 0)));
    return total === 0 ? 0 : Math.min(100, (100 * count) / total);
  }
  // The sum of no values; the minimum above keeps it from protected groups.
  if (statistic === 'sum' && valid.rows === 0) return 0;
  const cell = cellOf(groups, group);
  if (cell === undefined) throw new Error(`the statistic ${statistic} was not accumulated`);
  return withheldBecause(rules, valid, count, cell) === undefined
    ? magnitude(rules, statistic, cell, count)
    : Number.NaN;
}

function magnitude(
  rules: Rules,
  statistic: Exclude<GroupStatistic, 'count' | 'percent'>,
  cell: StatisticsCell,
  count: number,
): number {
  switch (statistic) {
    case 'median':
      return statisticOf(rules, 'p50', cell);
    case 'sd':
      return statisticOf(rules, 'std', cell);
    case 'semean':
      return statisticOf(rules, 'std', cell) / Math.sqrt(count);
    case 'sebinomial': {
      const share = Math.min(1, Math.max(0, statisticOf(rules, 'mean', cell)));
      return Math.sqrt((share * (1 - share)) / count);
    }
    case 'mean':
    case 'sum':
    case 'gini':
    case 'iqr':
    case 'min':
    case 'max':
      return statisticOf(rules, statistic, cell);
  }
}

function cellOf(groups: GroupCells, group: number): StatisticsCell | undefined {
  if (groups.statistics === undefined) return undefined;
  return {
    unitType: groups.unitType,
    block: groups.statistics,
    cell: group,
    twoValued: groups.twoValued,
    isInteger: false,
    populationSd: groups.populationSd,
  };
}

/** The same rules with every protection of values off: what policies do that leave derived columns alone. */
function unprotected(rules: Rules): Rules {
  const { policy } = rules;
  return {
    ...rules,
    policy: {
      ...policy,
      counts: { ...policy.counts, mode: 'exact', smallRule: 'exact' },
      descriptive: { minUnits: 0, cellMinUnits: 0, jitter: 0 },
      magnitude: { ...policy.magnitude, lambda: 0 },
      dominance: { ...policy.dominance, unitTypes: [] },
      winsor: { ...policy.winsor, lower: 0, upper: 1 },
      percentiles: { groupSize: 1, smooth: false, sigDigits: null, lambda: 0 },
    },
  };
}
