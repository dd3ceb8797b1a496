import { secret } from '../../disclosure/gate.ts';
import type {
  CellBlock,
  ExactVolume,
  PercentileNeighbourhood,
  StatisticsBlock,
  TwoValued,
} from '../../disclosure/nodes.ts';
import type { StatisticKey } from '../../disclosure/released.ts';
import type { VariableSchema } from '../../lang/types/schema.ts';
import type { Population } from '../../runtime/dataset.ts';
import type {
  Classification,
  Keeps,
  StatisticsRequest,
  ValueProfile,
  WinsorLimits,
} from '../../runtime/engine/reading.ts';
import type { ReadingContext } from '../../runtime/executor.ts';
import { displayOf, flaggedCodes, schemaOf } from './execute-dimensions.ts';

/** A numeric variable of a command's population, with everything that its statistics need before they are computed. */
export interface PreparedVariable {
  readonly variable: string;
  readonly isInteger: boolean;
  readonly display: 'number' | 'date';
  /** Rows without the codes that are flagged missing; all of them in one cell. */
  readonly whole: Classification;
  readonly profile: ValueProfile;
  readonly limits: WinsorLimits;
  /** The percentiles of all rows that were asked for. */
  readonly percentiles: readonly PercentileNeighbourhood[];
}

/** Statistics of a variable in the cells of one grid. */
export interface GridStatistics {
  readonly keeps: Keeps;
  readonly statistics: StatisticsBlock;
  readonly twoValued?: TwoValued;
}

/**
 * Finds the limits of rule DC-02 for a variable over the whole population of a command.
 *
 * @param shares percentiles of all rows to find along with the limits
 * @param needsLimits whether anything is asked for that values beyond the limits are pulled in for; shares of two values are
 */
export async function prepareVariable(
  context: ReadingContext,
  population: Population,
  variable: string,
  shares: readonly number[] = [],
  needsLimits = true,
): Promise<PreparedVariable> {
  const schema = schemaOf(population, variable);
  const whole = await wholeWithout(context, population, variable);
  const profile = await context.engine.profile(whole.population, variable);
  const prepared = { variable, isInteger: isInteger(schema), display: dateOrNumber(schema), whole, profile } as const;
  if (!needsLimits && profile.two === undefined && shares.length === 0) {
    return { ...prepared, limits: noLimits, percentiles: [] };
  }
  const { percentiles, limits: own } = await limitsIn(context, whole, variable, profile, shares);
  let limits = own;
  if (context.protection.policy.winsor.scope === 'both' && population.selection !== undefined) {
    const all = await wholeWithout(context, { dataset: population.dataset }, variable);
    const profileOfAll = await context.engine.profile(all.population, variable);
    const { limits: outer } = await limitsIn(context, all, variable, profileOfAll, []);
    limits = { lower: Math.max(limits.lower, outer.lower), upper: Math.min(limits.upper, outer.upper) };
  }
  return { ...prepared, limits, percentiles };
}

const noLimits: WinsorLimits = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

function isInteger({ type }: VariableSchema): boolean {
  return type.type === 'numeric' && type.subtype !== 'decimal' && type.subtype !== 'undetermined';
}

function dateOrNumber(schema: VariableSchema): PreparedVariable['display'] {
  return displayOf(schema) === 'date' ? 'date' : 'number';
}

/** The population without the codes of a variable that are flagged missing, in one cell. */
async function wholeWithout(
  context: ReadingContext,
  population: Population,
  variable: string,
): Promise<Classification> {
  const kept = await context.engine.narrow(population, flaggedCodes(context, population, variable));
  const whole = await context.engine.classify(kept, []);
  if (whole === undefined) throw new RangeError('one cell is too many');
  return whole;
}

/** Limits of rule DC-02 from the percentiles of rule DC-10; none where the policy's limits are the extremes. */
async function limitsIn(
  context: ReadingContext,
  whole: Classification,
  variable: string,
  profile: ValueProfile,
  shares: readonly number[],
): Promise<{ readonly limits: WinsorLimits; readonly percentiles: readonly PercentileNeighbourhood[] }> {
  const { lower, upper } = context.protection.policy.winsor;
  const n = profile.valid.rows;
  const needed = [...new Set([...shares, ...[lower, upper].filter((p) => p > 0 && p < 1)])];
  const [found] =
    needed.length === 0 ? [[]] : await percentilesIn(context, whole, [], variable, Float64Array.of(n), needed);
  const limitAt = (share: number, none: number): number => {
    const at = found!.find(({ p }) => p === share);
    const isLimit = share > 0 && share < 1 && n > 0 && at !== undefined;
    const limit = isLimit ? context.protection.percentile(profile.valid, share, at.from, at.values, at.most) : none;
    return Number.isNaN(limit) ? none : limit;
  };
  return {
    limits: { lower: limitAt(lower, Number.NEGATIVE_INFINITY), upper: limitAt(upper, Number.POSITIVE_INFINITY) },
    percentiles: found!.filter(({ p }) => shares.includes(p)),
  };
}

/**
 * The protected percentiles at the policy's winsor limits, which must have been prepared; NaN where there are no values, or one
 * unit has too many of them.
 */
export function endsOf(context: ReadingContext, { profile, percentiles }: PreparedVariable): readonly [number, number] {
  const { protection } = context;
  const endAt = (share: number): number => {
    const at = percentiles.find(({ p }) => p === share);
    if (at === undefined) throw new RangeError('the percentile has not been prepared');
    return profile.valid.rows === 0 ? Number.NaN : protection.axisEnd(profile, share, at.from, at.values, at.most);
  };
  const { lower, upper } = protection.policy.winsor;
  return [endAt(lower), endAt(upper)];
}

/**
 * The neighbourhoods of percentiles in each cell of a grid.
 *
 * @param n valid rows by cell
 */
async function percentilesIn(
  context: ReadingContext,
  classification: Classification,
  keeps: Keeps,
  variable: string,
  n: Float64Array,
  shares: readonly number[],
): Promise<readonly (readonly PercentileNeighbourhood[])[]> {
  const most = await context.engine.mostRows(classification, keeps, variable);
  const ranges = Array.from(n, (count, c) =>
    shares.map((p) => context.protection.percentileRanks(count, p, most?.[c])),
  );
  const found = await context.engine.orderStatistics(classification, keeps, variable, ranges);
  return found.map((cell, c) =>
    cell.map((values, s) => ({
      p: shares[s]!,
      from: ranges[c]![s]!.from,
      values,
      ...(most === undefined ? {} : { most: most[c]! }),
    })),
  );
}

/** Statistics of a prepared variable over all rows of the command, in one cell. */
export async function statisticsOfAll(
  context: ReadingContext,
  prepared: PreparedVariable,
  gini: boolean,
): Promise<Omit<GridStatistics, 'keeps'>> {
  const { whole, variable, limits, profile, percentiles } = prepared;
  const [block] = await context.engine.statistics(requestOfAll(context, prepared, gini));
  const two = await twoValuedIn(context, whole, [], variable, profile, limits);
  const statistics = { ...block!, percentiles: [percentiles] };
  return two === undefined ? { statistics } : { statistics, twoValued: two };
}

function requestOfAll(
  context: ReadingContext,
  { whole, variable, limits }: PreparedVariable,
  gini: boolean,
): StatisticsRequest {
  return { classification: whole, grids: [[]], variable, limits, gini, signKeys: keysFor(context) };
}

/**
 * Standard deviation of x_w over all rows of the command (divisor n − 1): the floor of the noise (rule DC-14).
 *
 * @param found statistics of grids that may include the total of the same rows
 */
export async function populationSdOf(
  context: ReadingContext,
  prepared: PreparedVariable,
  found: readonly GridStatistics[],
): Promise<number> {
  const n = prepared.profile.valid.rows;
  if (n < 2) return 0;
  const total = found.find(({ keeps, statistics }) => !keeps.includes(true) && statistics.valid.rows[0] === n);
  const squares =
    total?.statistics.m2[0] ?? (await context.engine.sumOfSquares(requestOfAll(context, prepared, false)));
  return Math.sqrt(squares / (n - 1));
}

/** Statistics of a prepared variable in the grids of a classification. */
export async function statisticsIn(
  context: ReadingContext,
  classification: Classification,
  grids: readonly Keeps[],
  prepared: PreparedVariable,
  statistics: readonly StatisticKey[],
): Promise<readonly GridStatistics[]> {
  const { variable, limits, profile } = prepared;
  const { engine, protection } = context;
  const gini = statistics.includes('gini');
  const request = { classification, grids, variable, limits, gini, signKeys: keysFor(context) };
  const hasMoments = needsMoments(context, classification.population, statistics);
  const blocks = await engine.statistics(hasMoments ? request : { ...request, withoutMoments: true });
  const shares = protection.percentilesOf(statistics);
  const results: GridStatistics[] = [];
  for (const [g, keeps] of grids.entries()) {
    const block = blocks[g]!;
    const two = await twoValuedIn(context, classification, keeps, variable, profile, limits);
    const percentiles =
      shares.length === 0
        ? undefined
        : await percentilesIn(context, classification, keeps, variable, block.valid.rows, shares);
    results.push({
      keeps,
      statistics: percentiles === undefined ? block : { ...block, percentiles },
      ...(two === undefined ? {} : { twoValued: two }),
    });
  }
  return results;
}

/** A variable with exactly two values, neither of which winsorising has moved (rule DC-14). */
async function twoValuedIn(
  context: ReadingContext,
  classification: Classification,
  keeps: Keeps,
  variable: string,
  profile: ValueProfile,
  limits: WinsorLimits,
): Promise<TwoValued | undefined> {
  if (profile.two === undefined) return undefined;
  const [low, high] = profile.two;
  if (low < limits.lower || high > limits.upper) return undefined;
  const atLow = await context.engine.countCells(classification, keeps, { variable, equals: low });
  const atHigh = await context.engine.countCells(classification, keeps, { variable, equals: high });
  return { low, high, atLow, atHigh };
}

/** A variable with its statistics in some grids, and the floor of their noise. */
export interface DescribedVariable {
  readonly prepared: PreparedVariable;
  /** In the order of the grids. */
  readonly grids: readonly GridStatistics[];
  readonly populationSd: number;
}

/** A variable in the grids of a classification, among the rows without the codes of the variable that are flagged missing. */
export async function describeVariable(
  context: ReadingContext,
  population: Population,
  classification: Classification,
  grids: readonly Keeps[],
  variable: string,
  statistics: readonly StatisticKey[],
): Promise<DescribedVariable> {
  const hasMoments = needsMoments(context, population, statistics);
  const prepared = await prepareVariable(context, population, variable, [], hasMoments);
  const flagged = flaggedCodes(context, population, variable);
  const rows = await context.engine.narrow(classification.population, flagged);
  const inside = flagged.length === 0 ? classification : await context.engine.restrict(classification, rows);
  const found = await statisticsIn(context, inside, grids, prepared, statistics);
  // The floor of the noise of means: nothing else has one, and nothing could be made of what is no number.
  const hasFloor = statistics.includes('mean') || statistics.includes('sum');
  return {
    prepared,
    grids: found,
    populationSd: hasFloor ? await populationSdOf(context, prepared, found) : Number.NaN,
  };
}

/**
 * Whether statistics are made of more than counts and percentiles, or rule DC-12 looks at units of this type: it needs the sizes
 * of the values.
 */
function needsMoments(
  { engine, protection }: ReadingContext,
  { dataset }: Population,
  statistics: readonly StatisticKey[],
): boolean {
  const { unitTypes } = protection.policy.dominance;
  if (unitTypes.includes('*') || unitTypes.includes(engine.unitTypeOf(dataset))) return true;
  return statistics.some((statistic) => momentStatistics.includes(statistic));
}

const momentStatistics: readonly StatisticKey[] = ['mean', 'std', 'sum', 'gini'];

/** One variable of a volume table. */
export async function exactVolume(
  context: ReadingContext,
  population: Population,
  classification: Classification,
  grids: readonly Keeps[],
  variable: string,
  statistics: readonly StatisticKey[],
): Promise<ExactVolume> {
  const described = await describeVariable(context, population, classification, grids, variable, statistics);
  return {
    variable,
    isInteger: described.prepared.isInteger,
    display: described.prepared.display,
    populationSd: secret(described.populationSd),
    grids: described.grids.map(({ keeps, ...cells }) => ({ keeps, cells: secret(cells) })),
  };
}

function keysFor(
  context: ReadingContext,
): (valid: CellBlock) => { readonly lo: Uint32Array; readonly hi: Uint32Array } {
  return ({ units, sumA, sumB }) => context.protection.signKeys(units, sumA, sumB);
}
