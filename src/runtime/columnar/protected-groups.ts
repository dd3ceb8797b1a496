import { secret } from '../../disclosure/gate.ts';
import type {
  CellBlock,
  PercentileNeighbourhood,
  SetCounts,
  StatisticsBlock,
  TwoValued,
} from '../../disclosure/nodes.ts';
import type { DisclosureSession, GroupStatistic } from '../../disclosure/protection.ts';
import { missingInt32 } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32 } from '../column.ts';
import type { CellGrid, ReadingEngine, ValueProfile, WinsorLimits } from '../engine/reading.ts';
import type { RowGroups } from './group-rows.ts';
import { winsorLimits } from './percentiles.ts';
import { gridOfGroups } from './reading/classify.ts';
import { withoutMoments } from './reading/statistics.ts';
import type { Table } from './table.ts';

/** Names of the group and the source column while their statistics are asked for; no variable of a script can have them. */
const groupName = '#group';
const valueName = '#value';

/** One variable by group. */
interface Grouped {
  readonly grid: CellGrid;
  /** Units, rows and keys of the valid values of each group. */
  readonly valid: CellBlock;
}

/** Statistics of variables per group of an ordinary variable, as rule DC-17 lets them be stored. */
export class ProtectedStatistics {
  readonly #reading: ReadingEngine;
  readonly #protection: DisclosureSession;
  readonly #table: Table;
  readonly #groups: RowGroups;

  constructor(reading: ReadingEngine, protection: DisclosureSession, table: Table, groups: RowGroups) {
    this.#reading = reading;
    this.#protection = protection;
    this.#table = table;
    this.#groups = groups;
  }

  /**
   * Statistics of one variable, in the order asked for: one value per group, NaN is missing. `undefined` when there are more
   * groups than a table may have cells. What several of them need is computed once, and nothing that none of them needs.
   */
  async statistics(
    statistics: readonly GroupStatistic[],
    column: Column,
  ): Promise<readonly Float64Array[] | undefined> {
    const grid = await this.#gridOf(column);
    if (grid === undefined) return undefined;
    const moments = statistics.some(
      (statistic) => needsMoments(statistic) || (needsOrder(statistic) && this.#asksWhoDominates()),
    )
      ? await this.#moments(grid, statistics.includes('gini'))
      : undefined;
    const valid = moments?.block.valid ?? (await this.#reading.countCells(grid, [true], { variable: valueName }));
    const block = await this.#withPercentiles(grid, moments?.block ?? withoutMoments(valid), statistics);
    const total = statistics.includes('percent') ? await this.#total(grid) : noTotal;
    const results: Float64Array[] = [];
    for (const statistic of statistics) {
      const { populationSd, twoValued } = moments ?? { populationSd: 0, twoValued: undefined };
      const values = this.#protection.protectGroups(statistic, {
        unitType: this.#table.units.unitType,
        valid,
        total,
        statistics: block,
        populationSd,
        ...(twoValued === undefined ? {} : { twoValued }),
      });
      results.push(statistic === 'sebinomial' ? await this.#onlyBinary({ grid, valid }, values, column) : values);
    }
    return results;
  }

  /**
   * The numbers of the groups of as many units as rule DC-17 asks for; `undefined` when all are. Of smaller ones not even the
   * by-value may be told: it may be one person's, and a person with many rows may be many groups.
   */
  async largeGroups(): Promise<Int32Array | undefined> {
    const grid = gridOfGroups(this.#table, groupName, await this.#groups.axis(), this.#groups.count);
    if (grid === undefined) return undefined;
    const valid = await this.#reading.countCells(grid, [true]);
    const { unitType } = this.#table.units;
    const counts = this.#protection.protectGroups('count', { unitType, valid, total: noTotal, populationSd: 0 });
    const large: number[] = [];
    for (let group = 0; group < counts.length; group++) if (!Number.isNaN(counts[group]!)) large.push(group);
    return large.length === counts.length ? undefined : Int32Array.from(large);
  }

  /**
   * The latest day of a group is an open end where as many units have one as may be told; its earliest day only where there
   * is no other and nothing is protected.
   *
   * @param open 1 where a spell has not ended, missing elsewhere
   * @returns infinite for open ends
   */
  async withOpenEnds(statistic: 'min' | 'max', values: Float64Array, open: Column): Promise<Float64Array> {
    const [told] = (await this.statistics(['count'], open)) ?? [];
    if (told === undefined) return values;
    if (statistic === 'max') return values.map((value, group) => (told[group]! > 0 ? Number.POSITIVE_INFINITY : value));
    if (this.#protection.policy.derived.protectNonKeyTargets) return values;
    return values.map((value, group) => (Number.isNaN(value) && told[group]! > 0 ? Number.POSITIVE_INFINITY : value));
  }

  /**
   * Makes groups missing that hold other values than 0 and 1. Whether a single group does is a fact about as few as one unit, so
   * that where groups are protected the whole variable is looked at instead; few units with other values count as missing
   * (rule DC-29).
   */
  async #onlyBinary({ grid, valid }: Grouped, values: Float64Array, column: Column): Promise<Float64Array> {
    const profile = await this.#profile(grid);
    if (profile.isWhole && profile.minimum >= 0 && profile.maximum <= 1) return values;
    if (this.#protection.policy.derived.protectNonKeyTargets) {
      const { binary, others } = binaryPart(column);
      const { valid: set } = await this.#profileOf(others);
      const { unitType } = this.#table.units;
      const isFew = set.units < this.#protection.minimumEdit({ unitType, counts: secret(set) });
      const [found] = isFew ? ((await this.statistics(['sebinomial'], binary)) ?? []) : [];
      return found ?? values.fill(Number.NaN);
    }
    const zeros = await this.#reading.countCells(grid, [true], { variable: valueName, equals: 0 });
    const ones = await this.#reading.countCells(grid, [true], { variable: valueName, equals: 1 });
    return values.map((value, group) =>
      zeros.rows[group]! + ones.rows[group]! === valid.rows[group] ? value : Number.NaN,
    );
  }

  async #gridOf(column: Column): Promise<CellGrid | undefined> {
    const dataset: Table = { ...this.#table, columns: new Map([[valueName, presence(column)]]) };
    return gridOfGroups(dataset, groupName, await this.#groups.axis(), this.#groups.count);
  }

  /** What is known of all valid values of the dataset, those in no group included. */
  #profile(grid: CellGrid): Promise<ValueProfile> {
    return this.#reading.profile(grid.population, valueName);
  }

  #profileOf(column: Column): Promise<ValueProfile> {
    const dataset: Table = { ...this.#table, columns: new Map([[valueName, column]]) };
    return this.#reading.profile({ dataset }, valueName);
  }

  async #total(grid: CellGrid): Promise<CellBlock> {
    return blockOfSet((await this.#profile(grid)).valid);
  }

  /** Whether rule DC-12 looks at groups of these units: it needs the sizes of the values. */
  #asksWhoDominates(): boolean {
    const { derived, dominance } = this.#protection.policy;
    const { unitType } = this.#table.units;
    return (
      derived.protectNonKeyTargets && (dominance.unitTypes.includes('*') || dominance.unitTypes.includes(unitType))
    );
  }

  async #moments(grid: CellGrid, gini: boolean): Promise<Moments> {
    const { winsoriseNonKeyTargets } = this.#protection.policy.derived;
    const limits = winsoriseNonKeyTargets
      ? await winsorLimits(this.#reading, this.#protection, grid.population, valueName)
      : { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
    const [block] = await this.#reading.statistics({
      classification: grid,
      grids: [[true]],
      variable: valueName,
      limits,
      gini,
      signKeys: ({ units, sumA, sumB }) => this.#protection.signKeys(units, sumA, sumB),
    });
    // The floor of the noise is the spread among all rows that have a group.
    const populationSd = sdOfAll(block!);
    const twoValued = await twoValuedOf(this.#reading, grid, await this.#profile(grid), limits);
    return { block: block!, populationSd, twoValued };
  }

  async #withPercentiles(
    grid: CellGrid,
    block: StatisticsBlock,
    statistics: readonly GroupStatistic[],
  ): Promise<StatisticsBlock> {
    const shares = [...new Set(statistics.flatMap((statistic) => this.#protection.groupPercentiles(statistic)))];
    if (shares.length === 0) return block;
    const most = await this.#reading.mostRows(grid, [true], valueName);
    const ranges = Array.from(block.valid.rows, (n, c) =>
      shares.map((p) => this.#protection.groupPercentileRanks(n, p, most?.[c])),
    );
    const found = await this.#reading.orderStatistics(grid, [true], valueName, ranges);
    const percentiles: (readonly PercentileNeighbourhood[])[] = found.map((cell, c) =>
      cell.map((values, s) => ({ p: shares[s]!, from: ranges[c]![s]!.from, values, ...mostAt(most, c) })),
    );
    return { ...block, percentiles };
  }
}

interface Moments {
  readonly block: StatisticsBlock;
  readonly populationSd: number;
  readonly twoValued: TwoValued | undefined;
}

/** Statistics that are made of sums over all values. */
function needsMoments(statistic: GroupStatistic): boolean {
  return !needsOrder(statistic) && statistic !== 'count' && statistic !== 'percent';
}

/** Statistics that are made of a few values of the order. */
function needsOrder(statistic: GroupStatistic): boolean {
  return statistic === 'median' || statistic === 'iqr' || statistic === 'min' || statistic === 'max';
}

function mostAt(most: Int32Array | undefined, cell: number): { readonly most?: number } {
  return most === undefined ? {} : { most: most[cell]! };
}

/** For statistics that are no shares of it. */
const noTotal = blockOfSet({ units: 0, rows: 0, sumA: 0, sumB: 0 });

function blockOfSet({ units, rows, sumA, sumB }: SetCounts): CellBlock {
  return {
    units: Float64Array.of(units),
    rows: Float64Array.of(rows),
    sumA: Uint32Array.of(sumA),
    sumB: Uint32Array.of(sumB),
  };
}

/** Standard deviation over the rows of all cells together: what is within cells, and what is between their means. */
function sdOfAll({ valid: { rows }, mean, m2 }: StatisticsBlock): number {
  let count = 0;
  let centre = 0;
  let squares = 0;
  for (let cell = 0; cell < rows.length; cell++) {
    const here = rows[cell]!;
    if (here === 0) continue;
    const apart = mean[cell]! - centre;
    const together = count + here;
    squares += m2[cell]! + apart * apart * ((count * here) / together);
    centre += apart * (here / together);
    count = together;
  }
  return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
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

/** A column of numbers divided: where it is 0 or 1, and where it is another number; missing elsewhere. */
function binaryPart(column: Column): { readonly binary: Column; readonly others: Column } {
  if (column.kind !== 'float64' && column.kind !== 'int32') throw new TypeError('a number was expected');
  const { values } = column;
  const binary = sharedInt32(values.length);
  const others = sharedInt32(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const isBinary = value === 0 || value === 1;
    const isMissing = Number.isNaN(value) || value === missingInt32;
    binary[row] = isBinary ? value : missingInt32;
    others[row] = isBinary || isMissing ? missingInt32 : 1;
  }
  return { binary: { kind: 'int32', values: binary }, others: { kind: 'int32', values: others } };
}

async function twoValuedOf(
  reading: ReadingEngine,
  grid: CellGrid,
  { two }: ValueProfile,
  limits: WinsorLimits,
): Promise<TwoValued | undefined> {
  if (two === undefined || two[0] < limits.lower || two[1] > limits.upper) return undefined;
  const [low, high] = two;
  const atLow = await reading.countCells(grid, [true], { variable: valueName, equals: low });
  const atHigh = await reading.countCells(grid, [true], { variable: valueName, equals: high });
  return { low, high, atLow, atHigh };
}
