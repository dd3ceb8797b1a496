import type { Judgement, Open } from '../gate.ts';
import type { ExactSummary } from '../nodes.ts';
import type { Shown, SummaryBody } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { countsAt } from '../rules/counts.ts';
import { releaseStatistics } from '../rules/statistics.ts';
import { minimumForCommand } from '../rules/thresholds.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

/** Descriptive statistics: rules DC-02 (note), DC-03, DC-07, DC-10, DC-12 and DC-14. */
export function releaseSummary(node: ExactSummary, open: Open, rules: Rules): Judgement<SummaryBody> {
  const population = open(node.population.counts);
  if (population.units < minimumForCommand(rules, population)) return refused(node.command, 'DC-07');
  const cells = node.variables.map((variable) => ({ variable, exact: open(variable.cell) }));
  const valid = cells.map(({ exact }) => countsAt(exact.statistics.valid, 0));
  if (valid.every((set) => set.units < minimumForCommand(rules, set))) return refused(node.command, 'DC-07');
  const rows = cells.map(({ variable, exact }) => ({
    variable: variable.variable,
    display: variable.display,
    values: releaseStatistics(rules, node.statistics, {
      unitType: node.population.unitType,
      block: exact.statistics,
      cell: 0,
      twoValued: exact.twoValued,
      isInteger: variable.isInteger,
      populationSd: sdOf(exact.statistics.m2[0]!, exact.statistics.valid.rows[0]!),
    }),
  }));
  const shown: readonly Shown[] = rows.flatMap((row) => row.values);
  const notes = notesOf(rules, shown, {
    winsorised: true,
    twoValued: cells.some(({ exact }) => exact.twoValued !== undefined),
  });
  const body: SummaryBody = { type: 'summary', command: node.command, statistics: node.statistics, rows, notes };
  return { body, rules: summaryRules(shown) };
}

/** The population is the cell: its own spread is the floor of its noise. */
function sdOf(m2: number, rows: number): number {
  return rows > 1 ? Math.sqrt(m2 / (rows - 1)) : 0;
}

function summaryRules(shown: readonly Shown[]): Judgement<SummaryBody>['rules'] {
  const suppressed = shown.filter((value) => value.v === null && value.why !== 'missing').length;
  return [
    { id: 'DC-02' },
    { id: 'DC-03' },
    { id: 'DC-07', suppressed },
    { id: 'DC-10' },
    { id: 'DC-12', suppressed: shown.filter((value) => value.v === null && value.why === 'dominance').length },
    { id: 'DC-14' },
  ];
}
