import {
  studentizedRangeSurvivals,
  studentizedRangeUpperQuantile,
} from '../../stats/distributions/studentized-range.ts';
import type { Open } from '../gate.ts';
import type { ExactComparison } from '../model-nodes.ts';
import type { SetCounts } from '../nodes.ts';
import type { Shown, VarianceBody } from '../released.ts';
import { isExact, type Rules } from '../rules/context.ts';
import { countsAt, releaseRows } from '../rules/counts.ts';
import { limitDigits, magnitudeDigits } from '../rules/significant-digits.ts';
import { statisticOf } from '../rules/statistics.ts';
import { minimumForCell } from '../rules/thresholds.ts';

type Comparison = VarianceBody['comparisons'][number];
type Row = Comparison['rows'][number];

/** Confidence level of Tukey's intervals in per cent (commands-analysis 4.6). */
const level = 95;

/** What is compared, and what is known of all of it. */
export interface ComparisonQuestion {
  readonly comparison: ExactComparison;
  readonly sample: SetCounts;
  /** Rows of the sample as they may be known. */
  readonly count: number;
  /** Gives a standard deviation as many digits as the policy shows. */
  readonly round: (value: number) => number;
}

/** A group as it may be known: its mean and its rows; neither where it has too few units. */
interface Group {
  readonly mean: number;
  readonly rows: number;
  readonly isFew: boolean;
}

/**
 * Tukey's comparisons of the means of groups (rule DC-26): the means are those of rule DC-14, the widths of the intervals
 * follow from released numbers of rows, and p-values from what is shown.
 */
export function releaseComparison(question: ComparisonQuestion, open: Open, rules: Rules): Comparison {
  const { comparison, sample, count, round } = question;
  const { statistics } = open(comparison.cells);
  const names = open(comparison.groups);
  const cells = names.flatMap((_, cell) => (statistics.valid.rows[cell]! > 0 ? [cell] : []));
  const groups = cells.map((cell) => groupAt(comparison, cell, open, rules));
  const within = cells.reduce((sum, cell) => sum + statistics.m2[cell]!, 0);
  const spread = {
    deviation: round(Math.sqrt(within / (sample.rows - cells.length))),
    groups: cells.length,
    freedom: count - cells.length,
  };
  const critical =
    cells.length < 2 ? Number.NaN : studentizedRangeUpperQuantile(1 - level / 100, spread.groups, spread.freedom);
  const pairs = (cells.length * (cells.length - 1)) / 2;
  const survival = studentizedRangeSurvivals(spread.groups, spread.freedom, pairs);
  const rows = groups.flatMap((left, group1) =>
    groups.slice(group1 + 1).map((right, beyond): Row => {
      const places = { group1, group2: group1 + 1 + beyond };
      if (left.isFew || right.isFew) return { ...places, meandiff: few, p_adj: few, lower: few, upper: few };
      return { ...places, ...compared(left, right, { deviation: spread.deviation, critical, survival }, rules) };
    }),
  );
  return { factors: comparison.factors, level, groups: cells.map((cell) => names[cell]!), rows };
}

/** What all comparisons are measured with: the spread within groups, the critical value and the tail of the range. */
interface Yardstick {
  readonly deviation: number;
  readonly critical: number;
  readonly survival: (q: number) => number;
}

const few: Shown = { v: null, why: 'few' };

function groupAt({ cells, populationSd }: ExactComparison, cell: number, open: Open, rules: Rules): Group {
  const { statistics: block, twoValued } = open(cells);
  const valid = countsAt(block.valid, cell);
  const rows = rules.policy.models.displayCounts === 'released' ? releaseRows(rules, valid) : valid.rows;
  const isFew = valid.units < minimumForCell(rules, valid) || Number.isNaN(rows);
  if (isFew) return { mean: Number.NaN, rows, isFew };
  const mean = statisticOf(rules, 'mean', {
    unitType: '',
    block,
    cell,
    twoValued,
    isInteger: false,
    populationSd: open(populationSd),
  });
  return { mean, rows, isFew };
}

function compared(
  left: Group,
  right: Group,
  { deviation, critical, survival }: Yardstick,
  rules: Rules,
): Pick<Row, 'meandiff' | 'p_adj' | 'lower' | 'upper' | 'reject'> {
  const limited = (value: number): number => (isExact(rules.policy) ? value : limitDigits(value, magnitudeDigits));
  const meandiff = limited(right.mean - left.mean);
  const error = deviation * Math.sqrt((1 / left.rows + 1 / right.rows) / 2);
  const p = survival(Math.abs(meandiff) / error);
  const reach = critical * error;
  return {
    meandiff: shown(meandiff),
    p_adj: shown(p),
    lower: shown(limited(meandiff - reach)),
    upper: shown(limited(meandiff + reach)),
    ...(Number.isNaN(p) ? {} : { reject: p < 1 - level / 100 }),
  };
}

function shown(value: number): Shown {
  return Number.isFinite(value) ? { v: value } : { v: null, why: 'missing' };
}
