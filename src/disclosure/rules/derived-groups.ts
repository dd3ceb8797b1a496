import type { SetCounts } from '../nodes.ts';
import type { GroupCells, GroupStatistic } from '../protection.ts';
import type { Rules } from './context.ts';
import { countOrZero, countsAt, releaseRows } from './counts.ts';
import { type StatisticsCell, statisticOf, withheldBecause } from './statistics.ts';

/**
 * DC-17: what `collapse` and `aggregate` by an ordinary variable may store per group. Every group is a released cell, or a
 * constant column could be read exactly by conditions on it. Groups below the threshold are missing for all statistics;
 * where the policy does not protect derived columns the values are exact.
 *
 * @returns one value per group, NaN = missing
 */
export function protectGroups(rules: Rules, statistic: GroupStatistic, groups: GroupCells): Float64Array {
  const result = new Float64Array(groups.valid.units.length).fill(Number.NaN);
  const applied = rules.policy.derived.protectNonKeyTargets ? rules : unprotected(rules);
  for (let group = 0; group < result.length; group++) {
    result[group] = groupValue(applied, statistic, groups, group);
  }
  return result;
}

function groupValue(rules: Rules, statistic: GroupStatistic, groups: GroupCells, group: number): number {
  const valid = countsAt(groups.valid, group);
  const count = releaseRows(rules, valid);
  const cell = cellOf(groups, group);
  if (cell === undefined ? isSmall(rules, valid) : withheldBecause(rules, valid, count, cell) !== undefined) {
    return Number.NaN;
  }
  if (statistic === 'count') return count;
  if (statistic === 'percent') {
    const total = countOrZero(releaseRows(rules, countsAt(groups.total, 0)));
    return total === 0 ? Number.NaN : Math.min(100, (100 * count) / total);
  }
  if (cell === undefined) throw new Error(`the statistic ${statistic} was not accumulated`);
  return magnitude(rules, statistic, cell, count);
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

function isSmall(rules: Rules, valid: SetCounts): boolean {
  return Number.isNaN(releaseRows(rules, valid)) || valid.units < rules.policy.descriptive.cellMinUnits;
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
      percentiles: { groupSize: 1, smooth: false, sigDigits: null },
    },
  };
}
