import type { Judgement, Open } from '../gate.ts';
import type { ExactVolume, ExactVolumeTable, StatisticsBlock, TwoValued } from '../nodes.ts';
import type { AuditedRule } from '../protection.ts';
import type { Shown, StatisticKey, TableBody, TableMeasure } from '../released.ts';
import { standIn } from '../rules/cells.ts';
import type { Rules } from '../rules/context.ts';
import { countsAt, releaseRows, shownCount } from '../rules/counts.ts';
import { releaseStatistics } from '../rules/statistics.ts';
import { minimumForCommand } from '../rules/thresholds.ts';
import { tableRules } from './count-table.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';
import { arrange } from './table/arrange.ts';
import { type Classification, classify, isWithheld } from './table/classification.ts';
import { buildFrame, categoriesOf, type RowPrefix } from './table/frame.ts';
import { cellIndex, findGrid, getGrid, type OpenGrid, openGrids } from './table/grids.ts';
import { poolIndexes } from './table/pooling.ts';

/** A variable's statistics in every grid, opened, with the way from a pooled table's cells to the node's. */
interface OpenVolume {
  readonly variable: ExactVolume;
  readonly populationSd: number;
  readonly grids: readonly OpenGrid<{ readonly statistics: StatisticsBlock; readonly twoValued?: TwoValued }>[];
  readonly cellsOf: readonly OpenGrid<Int32Array>[];
}

/** Statistics per cell, and charts of them: the rules of count tables, and DC-02, DC-07, DC-10, DC-11, DC-12, DC-14. */
export function releaseVolumeTable(node: ExactVolumeTable, open: Open, rules: Rules): Judgement<TableBody> {
  const population = open(node.population.counts);
  if (population.units < minimumForCommand(rules, population)) return refused(node.command, 'DC-07');
  const classification = classify(node, open, rules);
  if (isWithheld(classification)) return classification;
  const volumes = node.volumes.map((volume) => openVolume(volume, classification, open));
  if (volumes.every((volume) => isTooSmall(volume, rules))) return refused(node.command, 'DC-07');
  const frame = buildFrame(classification, rules);
  const cellsOf = (prefix: RowPrefix, column: number | undefined): readonly Shown[] =>
    volumes.flatMap((volume) => statisticsAt(node, volume, classification, prefix, column, rules));
  const arranged = arrange(classification, frame, node.layout, cellsOf);
  const shown = arranged.rows.flatMap((row) => row.cells.flat());
  const notes = notesOf(rules, shown, {
    winsorised: node.statistics.some((key) => ofPulledIn.includes(key)),
    twoValued: volumes.some((volume) => volume.grids.some((grid) => grid.cells.twoValued !== undefined)),
    rawLabels: classification.dimensions.some((dimension) => dimension.hasRawLabels),
  });
  const body: TableBody = {
    type: 'table',
    command: node.command,
    dimensions: arranged.dimensions,
    stub: arranged.stub,
    column: arranged.column,
    measures: node.volumes.flatMap((volume) => node.statistics.map((key) => measureOf(key, volume))),
    columns: arranged.columns,
    rows: arranged.rows,
    layout: arranged.layout,
    tests: [],
    population: shownCount(releaseRows(rules, classification.population)),
    notes: [...notes, ...arranged.notes],
    ...(node.chart === undefined ? {} : { chart: node.chart }),
  };
  return { body, rules: [...tableRules(rules, classification, frame, arranged, node.statistics), ...statisticRules] };
}

/** Statistics of values whose extremes are pulled in; percentiles are those of the values themselves (DC-02, step 4). */
const ofPulledIn: readonly StatisticKey[] = ['mean', 'std', 'sum', 'gini'];

/** What is added to the rules of tables where cells show statistics. */
const statisticRules: readonly AuditedRule[] = [
  { id: 'DC-02' },
  { id: 'DC-07' },
  { id: 'DC-10' },
  { id: 'DC-11' },
  { id: 'DC-12' },
  { id: 'DC-14' },
];

function measureOf(key: ExactVolumeTable['statistics'][number], volume: ExactVolume): TableMeasure {
  const isCount = key === 'count' || key === 'freq';
  const isSpread = key === 'std' || key === 'iqr' || key === 'gini';
  return { key, variable: volume.variable, display: isCount || isSpread ? 'number' : volume.display };
}

function openVolume(variable: ExactVolume, classification: Classification, open: Open): OpenVolume {
  const sizes = classification.original[0]!.sizes;
  const grids = openGrids(variable.grids, sizes, open);
  return {
    variable,
    populationSd: open(variable.populationSd),
    grids,
    cellsOf: grids.map((grid) => poolIndexes(grid, classification.dimensions)),
  };
}

/** DC-07 for a variable over the whole table. */
function isTooSmall(volume: OpenVolume, rules: Rules): boolean {
  const total = getGrid(
    volume.grids,
    volume.grids[0]!.keeps.map(() => false),
  );
  const valid = standIn(rules, countsAt(total.cells.statistics.valid, 0));
  return valid.units < minimumForCommand(rules, valid);
}

function statisticsAt(
  node: ExactVolumeTable,
  volume: OpenVolume,
  classification: Classification,
  prefix: RowPrefix,
  column: number | undefined,
  rules: Rules,
): readonly Shown[] {
  const categories = categoriesOf(classification, prefix, column);
  const keeps = categories.map((category) => category !== undefined);
  const where = getGrid(volume.cellsOf, keeps);
  const cell = where.cells[cellIndex(where, categories)]!;
  const grid = findGrid(volume.grids, keeps);
  // The influences of several cells cannot be put together after their keys have drawn the signs, so the category of
  // pooled values has counts in count tables and no statistics here.
  if (cell < 0 || grid === undefined) return node.statistics.map(() => ({ v: null, why: 'few' }));
  return releaseStatistics(rules, node.statistics, {
    unitType: node.population.unitType,
    block: grid.cells.statistics,
    cell,
    twoValued: grid.cells.twoValued,
    isInteger: volume.variable.isInteger,
    populationSd: volume.populationSd,
  });
}
