import type { Judgement, Open } from '../gate.ts';
import type { ExactSummary, SetCounts, StatisticsBlock, TwoValued } from '../nodes.ts';
import type { Shown, SummaryBody } from '../released.ts';
import { standIn } from '../rules/cells.ts';
import type { Rules } from '../rules/context.ts';
import { countsAt } from '../rules/counts.ts';
import { intervalKeys, releaseInterval } from '../rules/interval.ts';
import { emptyBlock, releaseStatistics } from '../rules/statistics.ts';
import { minimumForCommand } from '../rules/thresholds.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

/** A variable of a summary, opened. */
interface OpenVariable {
  readonly variable: string;
  readonly isInteger: boolean;
  readonly display: 'number' | 'date';
  readonly statistics: StatisticsBlock;
  readonly twoValued?: TwoValued;
  /** Rows of the whole population that have a valid value, and the spread of x_w among them: the floor of the noise. */
  readonly valid: SetCounts;
  readonly sd: number;
}

/**
 * Descriptive statistics and intervals of means: rules DC-02 (note), DC-03, DC-07, DC-10, DC-12, DC-14 and DC-26; of panels by
 * DC-16: units are counted, at each time and over all times.
 */
export function releaseSummary(node: ExactSummary, open: Open, rules: Rules): Judgement<SummaryBody> {
  const population = open(node.population.counts);
  if (population.units < minimumForCommand(rules, population)) return refused(node.command, 'DC-07');
  const variables = node.variables.map((variable) => openVariable(variable, open));
  const isTooSmall = (variable: OpenVariable): boolean => {
    const valid = standIn(rules, variable.valid);
    return valid.units < minimumForCommand(rules, valid);
  };
  if (variables.every(isTooSmall)) return refused(node.command, 'DC-07');
  const cells = node.times === undefined ? undefined : open(node.times.cells);
  const rows = variables.flatMap((variable): SummaryBody['rows'] => {
    const { variable: name, display } = variable;
    if (cells === undefined) return [{ variable: name, display, values: valuesAt(node, variable, 0, rules) }];
    return Array.from(cells, (cell, time) => ({
      variable: name,
      display,
      time,
      values: valuesAt(node, variable, cell, rules),
    }));
  });
  const shown: readonly Shown[] = rows.flatMap((row) => row.values);
  const notes = notesOf(rules, shown, {
    winsorised: true,
    twoValued: variables.some(({ twoValued }) => twoValued !== undefined),
  });
  const body: SummaryBody = {
    type: 'summary',
    command: node.command,
    statistics: node.level === undefined ? node.statistics : intervalKeys,
    ...(node.level === undefined ? {} : { level: node.level }),
    ...(node.times === undefined ? {} : { times: node.times.dimension }),
    rows,
    notes,
  };
  return { body, rules: summaryRules(shown, node.level !== undefined) };
}

function openVariable(exact: ExactSummary['variables'][number], open: Open): OpenVariable {
  const { variable, isInteger, display, whole } = exact;
  const { statistics, twoValued } = open(exact.cell);
  const named = { variable, isInteger, display, statistics, ...(twoValued === undefined ? {} : { twoValued }) };
  if (whole !== undefined) return { ...named, valid: open(whole.valid.counts), sd: open(whole.sd) };
  // The population is the cell: its own spread is the floor of its noise.
  return {
    ...named,
    valid: countsAt(statistics.valid, 0),
    sd: sdOf(statistics.m2[0]!, statistics.valid.rows[0]!),
  };
}

function sdOf(m2: number, rows: number): number {
  return rows > 1 ? Math.sqrt(m2 / (rows - 1)) : 0;
}

/** What is shown of a variable in one cell, or of one that nobody is in (−1), which looks like one of few. */
function valuesAt(node: ExactSummary, variable: OpenVariable, cell: number, rules: Rules): readonly Shown[] {
  const where =
    cell < 0
      ? { block: emptyBlock, cell: 0, twoValued: undefined }
      : { block: variable.statistics, cell, twoValued: variable.twoValued };
  const values = releaseStatistics(rules, node.statistics, {
    unitType: node.population.unitType,
    ...where,
    isInteger: variable.isInteger,
    populationSd: variable.sd,
  });
  if (node.level === undefined) return values;
  const [count, mean, std] = values;
  if (count === undefined || mean === undefined || std === undefined) throw new Error('an interval lacks its sources');
  return releaseInterval(rules, [count, mean, std], node.level);
}

function summaryRules(shown: readonly Shown[], isInterval: boolean): Judgement<SummaryBody>['rules'] {
  const suppressed = shown.filter((value) => value.v === null && value.why !== 'missing').length;
  return [
    { id: 'DC-02' },
    { id: 'DC-03' },
    { id: 'DC-07', suppressed },
    ...(isInterval ? [] : ([{ id: 'DC-10' }] as const)),
    { id: 'DC-12', suppressed: shown.filter((value) => value.v === null && value.why === 'dominance').length },
    { id: 'DC-14' },
    ...(isInterval ? ([{ id: 'DC-26' }] as const) : []),
  ];
}
