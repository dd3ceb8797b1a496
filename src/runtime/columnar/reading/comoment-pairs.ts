import { pairAt } from '../../../stats/descriptive/correlation.ts';
import type { ColumnarDataset } from '../../dataset.ts';
import type {
  ComomentGroup,
  ComomentRequest,
  ComomentStatistic,
  Comoments,
  GroupComoments,
  PairInfluences,
} from '../../engine/comoments.ts';
import type { FoldRunner } from '../../fold.ts';
import type { NumericValues } from '../../folds/axis.ts';
import type { PairColumn, PairRows } from '../../folds/comoment-pair-rows.ts';
import {
  type PairInfluencesState,
  type PairSums,
  pairInfluencesFold,
  pairSums,
  pairSumsFold,
} from '../../folds/comoment-pairs.ts';
import { influenceEntries } from '../../folds/comoments.ts';
import { blockOf, columnarDataset, maskOf, numericValuesOf, unitRowsOf } from './population.ts';

/** One pair of variables in its rows. */
interface PairMoments {
  /** mean − centre. */
  readonly left: number;
  readonly right: number;
  /** Σ of squares and products of deviations from the means. */
  readonly leftSquares: number;
  readonly rightSquares: number;
  readonly product: number;
}

/**
 * Groups of one or two variables, each among the rows that its variables' own populations share, where every unit has one row:
 * two passes over all columns together, in which nothing is gathered pair by pair. `undefined` where groups are others, or
 * where a centre was so far from a mean that too many digits would be lost.
 */
export async function comomentsOfPairs(runner: FoldRunner, request: ComomentRequest): Promise<Comoments | undefined> {
  const dataset = columnarDataset(request.groups[0]!.populations[0]!.dataset);
  const rows = pairRowsOf(dataset, request.groups);
  if (rows === undefined) return undefined;
  const found = await runner.fold(pairSumsFold, rows, dataset.rowCount);
  const sets = blockOf(found.counts, true);
  const pairs = Array.from(sets.rows, (count, pair) => momentsOf(found, pair, count));
  if (pairs.includes(undefined)) return undefined;
  const moments = pairs.filter((pair) => pair !== undefined);
  const { topUnits, influences } = request;
  const { lo, hi } = influences.length === 0 ? noKeys(moments.length) : request.signKeys(sets);
  const scale = (squares: number, pair: number): number =>
    squares > 0 ? 1 / Math.sqrt(squares / sets.rows[pair]!) : 0;
  const input = {
    rows,
    leftMean: Float64Array.from(moments, ({ left }) => left),
    rightMean: Float64Array.from(moments, ({ right }) => right),
    leftScale: Float64Array.from(moments, ({ leftSquares }, pair) => scale(leftSquares, pair)),
    rightScale: Float64Array.from(moments, ({ rightSquares }, pair) => scale(rightSquares, pair)),
    lo: Int32Array.from(lo),
    hi: Int32Array.from(hi),
    terms: influences.map((statistic) => termsOf(statistic, moments, sets.rows)),
    topUnits,
  };
  const state =
    topUnits === 0 && influences.length === 0
      ? pairInfluencesFold.init(input)
      : await runner.fold(pairInfluencesFold, input, dataset.rowCount);
  const groups = moments.map((pair, at): GroupComoments => {
    const isOne = request.groups[at]!.variables.length === 1;
    const { leftScale, rightScale } = input;
    const product = leftScale[at]! * rightScale[at]!;
    const entries = influences.map((statistic, k) => {
      const unit = statistic === 'correlation' ? 1 : product > 0 ? 1 / product : 0;
      return [statistic, influencesOf(state.influences[k]!, at, unit, isOne)] as const;
    });
    return { ...productsOf(pair, state, at, topUnits, isOne), ...Object.fromEntries(entries) };
  });
  return { sets, groups };
}

function noKeys(pairs: number): { readonly lo: Uint32Array; readonly hi: Uint32Array } {
  return { lo: new Uint32Array(pairs), hi: new Uint32Array(pairs) };
}

/** The columns of all groups, each once, and which of them each group compares. */
function pairRowsOf(dataset: ColumnarDataset, groups: readonly ComomentGroup[]): PairRows | undefined {
  const units = unitRowsOf(dataset);
  const arePairs = groups.every(({ populations, variables }) => {
    return variables.length <= 2 && populations.length === variables.length;
  });
  if (!units.distinct || !arePairs || groups.length < 2) return undefined;
  const columns: PairColumn[] = [];
  const placeOf = ({ populations, variables }: ComomentGroup, v: number): number => {
    if (columnarDataset(populations[v]!.dataset) !== dataset) {
      throw new TypeError('the populations have no rows in common');
    }
    const values = numericValuesOf(dataset, variables[v]!);
    const mask = maskOf(populations[v]!);
    const known = columns.findIndex((column) => column.values.values === values.values && column.mask === mask);
    if (known >= 0) return known;
    return columns.push({ values, mask, centre: centreOf(values, mask) }) - 1;
  };
  const left = Int32Array.from(groups, (group) => placeOf(group, 0));
  const right = Int32Array.from(groups, (group, g) => (group.variables.length === 1 ? left[g]! : placeOf(group, 1)));
  return { columns, left, right, units };
}

/** Values that a centre is the mean of: spread over all rows, so that their order does not matter. */
const sampled = 4096;

function centreOf({ values }: NumericValues, mask: Uint8Array | undefined): number {
  const step = Math.max(1, Math.floor(values.length / sampled));
  let sum = 0;
  let count = 0;
  for (let row = 0; row < values.length; row += step) {
    if (mask !== undefined && mask[row] === 0) continue;
    sum += values[row]!;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** Squares about a mean of which less is left than this share of those about the centre have lost too many digits. */
const least = 1e-3;

function momentsOf({ sums }: PairSums, pair: number, rows: number): PairMoments | undefined {
  if (rows === 0) return { left: 0, right: 0, leftSquares: 0, rightSquares: 0, product: 0 };
  const at = pair * pairSums.size;
  const left = sums[at + pairSums.left]! / rows;
  const right = sums[at + pairSums.right]! / rows;
  const aboutCentre = [sums[at + pairSums.leftSquares]!, sums[at + pairSums.rightSquares]!] as const;
  const leftSquares = aboutCentre[0] - left * left * rows;
  const rightSquares = aboutCentre[1] - right * right * rows;
  if (leftSquares < least * aboutCentre[0] || rightSquares < least * aboutCentre[1]) return undefined;
  const product = sums[at + pairSums.products]! - left * right * rows;
  return { left, right, leftSquares, rightSquares, product };
}

/** As in `comomentInfluencesFold`, with all pairs in one list. */
function termsOf(
  statistic: ComomentStatistic,
  moments: readonly PairMoments[],
  rows: Float64Array,
): { readonly shrink: Float64Array; readonly shift: Float64Array } {
  const correlations = Float64Array.from(moments, ({ product, leftSquares, rightSquares }, pair) => {
    if (!(leftSquares > 0 && rightSquares > 0)) return 0;
    const count = rows[pair]!;
    return product / count / (Math.sqrt(leftSquares / count) * Math.sqrt(rightSquares / count));
  });
  const none = new Float64Array(moments.length);
  return statistic === 'correlation'
    ? { shrink: correlations.map((r) => r / 2), shift: none }
    : { shrink: none, shift: correlations };
}

function productsOf(
  { leftSquares, rightSquares, product }: PairMoments,
  { largest }: PairInfluencesState,
  pair: number,
  topUnits: number,
  isOne: boolean,
): Pick<GroupComoments, 'products' | 'topSquares'> {
  const sumOf = (from: number): number =>
    largest.subarray(from, from + topUnits).reduce((sum, square) => sum + square, 0);
  const top = [sumOf(pair * 2 * topUnits), sumOf((pair * 2 + 1) * topUnits)];
  return isOne
    ? { products: Float64Array.of(leftSquares), topSquares: Float64Array.of(top[0]!) }
    : { products: Float64Array.of(leftSquares, product, rightSquares), topSquares: Float64Array.from(top) };
}

/** Influences on the pair of a group; in a group of two, variables have none with themselves. */
function influencesOf(state: Float64Array, pair: number, unit: number, isOne: boolean): PairInfluences {
  const size = isOne ? 1 : 3;
  const place = isOne ? 0 : pairAt(0, 1, 2);
  const at = pair * influenceEntries.size;
  const only = (value: number): Float64Array => new Float64Array(size).fill(value, place, place + 1);
  return {
    signed: only(state[at + influenceEntries.signed]! * unit),
    squares: only(state[at + influenceEntries.squares]! * unit * unit),
    largest: only(state[at + influenceEntries.largest]! * unit),
  };
}
