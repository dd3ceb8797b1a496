import type { PercentileNeighbourhood, StatisticsBlock, TwoValued } from '../../disclosure/nodes.ts';
import type { DisclosureSession, GroupStatistic } from '../../disclosure/protection.ts';
import { missingInt32 } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32 } from '../column.ts';
import type { Classification, ReadingEngine, WinsorLimits } from '../engine/reading.ts';
import { winsorLimits } from './percentiles.ts';
import type { Table } from './table.ts';

/** Names of the group and the source column while their statistics are asked for; no variable of a script can have them. */
const groupName = '#group';
const valueName = '#value';

/** Groups of an ordinary variable, each of which is a cell of its own to the rules. */
export interface ProtectedGroups {
  readonly table: Table;
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly groupUnitType: string;
}

/**
 * One statistic of a variable per group of an ordinary variable, as rule DC-17 lets it be stored; NaN is missing.
 * `undefined` when there are more groups than a table may have cells.
 */
export async function protectedStatistic(
  reading: ReadingEngine,
  protection: DisclosureSession,
  groups: ProtectedGroups,
  statistic: GroupStatistic,
  column: Column,
): Promise<Float64Array | undefined> {
  const group: Column = { kind: 'int32', values: sharedGroups(groups.groupOf) };
  const value = statistic === 'count' || statistic === 'percent' ? presence(column) : column;
  const columns = new Map([
    [groupName, group],
    [valueName, value],
  ]);
  const dataset: Table = { ...groups.table, columns };
  const grid = await reading.classify({ dataset }, [{ variable: groupName, missing: 'drop' }]);
  const whole = await reading.classify({ dataset }, []);
  if (grid === undefined || whole === undefined) return undefined;
  const filter = { variable: valueName };
  const common = {
    unitType: groups.table.units.unitType,
    valid: await reading.countCells(grid, [true], filter),
    total: await reading.countCells(whole, [], filter),
  };
  if (statistic === 'count' || statistic === 'percent') {
    return protection.protectGroups(statistic, { ...common, populationSd: 0 });
  }
  const { winsoriseNonKeyTargets } = protection.policy.derived;
  const limits = winsoriseNonKeyTargets
    ? await winsorLimits(reading, protection, { dataset }, valueName)
    : { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  const statistics = await blockOf(reading, protection, grid, limits, statistic);
  const twoValued = await twoValuedOf(reading, grid, whole, limits);
  return protection.protectGroups(statistic, {
    ...common,
    statistics,
    populationSd: await populationSd(reading, protection, whole, limits),
    ...(twoValued === undefined ? {} : { twoValued }),
  });
}

function sharedGroups(groupOf: Int32Array): Int32Array {
  const groups = sharedInt32(groupOf.length);
  for (let row = 0; row < groups.length; row++) groups[row] = groupOf[row]! < 0 ? missingInt32 : groupOf[row]!;
  return groups;
}

/** 1 where a column is valid: what counts of any type are made of. */
function presence(column: Column): Column {
  switch (column.kind) {
    case 'float64':
    case 'int32':
      return column;
    case 'dictionary': {
      const values = sharedInt32(column.codes.length);
      for (let row = 0; row < values.length; row++) values[row] = column.codes[row] === 0 ? missingInt32 : 1;
      return { kind: 'int32', values };
    }
    case 'unit':
      throw new TypeError('keys have no statistics');
  }
}

async function blockOf(
  reading: ReadingEngine,
  protection: DisclosureSession,
  grid: Classification,
  limits: WinsorLimits,
  statistic: GroupStatistic,
): Promise<StatisticsBlock> {
  const [block] = await reading.statistics({
    classification: grid,
    grids: [[true]],
    variable: valueName,
    limits,
    gini: statistic === 'gini',
    signKeys: ({ units, sumA, sumB }) => protection.signKeys(units, sumA, sumB),
  });
  const shares = protection.groupPercentiles(statistic);
  if (shares.length === 0) return block!;
  const ranges = Array.from(block!.valid.rows, (n) => shares.map((p) => protection.groupPercentileRanks(n, p)));
  const found = await reading.orderStatistics(grid, [true], valueName, ranges);
  const percentiles: (readonly PercentileNeighbourhood[])[] = found.map((cell, c) =>
    cell.map((values, s) => ({ p: shares[s]!, from: ranges[c]![s]!.from, values })),
  );
  return { ...block!, percentiles };
}

async function twoValuedOf(
  reading: ReadingEngine,
  grid: Classification,
  whole: Classification,
  limits: WinsorLimits,
): Promise<TwoValued | undefined> {
  const { two } = await reading.profile(whole.population, valueName);
  if (two === undefined || two[0] < limits.lower || two[1] > limits.upper) return undefined;
  const [low, high] = two;
  const atLow = await reading.countCells(grid, [true], { variable: valueName, equals: low });
  const atHigh = await reading.countCells(grid, [true], { variable: valueName, equals: high });
  return { low, high, atLow, atHigh };
}

async function populationSd(
  reading: ReadingEngine,
  protection: DisclosureSession,
  whole: Classification,
  limits: WinsorLimits,
): Promise<number> {
  const [block] = await reading.statistics({
    classification: whole,
    grids: [[]],
    variable: valueName,
    limits,
    gini: false,
    signKeys: ({ units, sumA, sumB }) => protection.signKeys(units, sumA, sumB),
  });
  const rows = block!.valid.rows[0]!;
  return rows < 2 ? 0 : Math.sqrt(block!.m2[0]! / (rows - 1));
}
